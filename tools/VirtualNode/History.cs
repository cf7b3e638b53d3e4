using System;
using System.Collections.Generic;
using VirtualEsp32.Peripherals;

namespace VirtualNode
{
    /// <summary>The true course of a run, one row a period: for plots and summaries.</summary>
    public sealed class History
    {
        private readonly NodeWorld _world;
        private readonly List<double> _timesS = new List<double>();
        private readonly List<double>[] _powerW;
        private readonly List<double> _supplyA = new List<double>();
        private readonly List<double> _peakSupplyA = new List<double>();
        private readonly RelayDriver?[] _relays;
        private readonly List<bool>?[] _closed;
        private double _peakA;

        /// <summary>Begins to record.</summary>
        /// <param name="world">The world.</param>
        /// <param name="period">Time between two rows.</param>
        public History(NodeWorld world, TimeSpan period)
        {
            ArgumentNullException.ThrowIfNull(world);
            _world = world;
            _powerW = new List<double>[world.Settings.Circuits.Length];
            _relays = Array.ConvertAll(world.Settings.Loads, load => world.FindRelay(load.Name));
            _closed = Array.ConvertAll(_relays, relay => relay is null ? null : new List<bool>());
            for (int i = 0; i < _powerW.Length; i++)
            {
                _powerW[i] = new List<double>();
            }

            world.Home.IntervalEnding += OnInterval;
            Take();
            world.Board.Scheduler.Every((long)period.TotalMicroseconds, Take);
        }

        /// <summary>Time of each row, s since the world began.</summary>
        public IReadOnlyList<double> TimesS => _timesS;

        /// <summary>Supply current at each row, A rms.</summary>
        public IReadOnlyList<double> SupplyA => _supplyA;

        /// <summary>Highest supply current since the row before, A rms.</summary>
        public IReadOnlyList<double> PeakSupplyA => _peakSupplyA;

        /// <summary>Power of a circuit at each row, W.</summary>
        /// <param name="circuit">Index of the circuit in the settings.</param>
        public IReadOnlyList<double> PowerW(int circuit)
        {
            return _powerW[circuit];
        }

        /// <summary>Whether a load's contact was closed at each row; null for a load that is only told its power.</summary>
        /// <param name="load">Index of the load in the settings.</param>
        public IReadOnlyList<bool>? Closed(int load)
        {
            return _closed[load];
        }

        private void OnInterval(double fromUs, double toUs)
        {
            _peakA = Math.Max(_peakA, _world.Home.Circuit(_world.Settings.Supply.Circuit).RmsA);
        }

        private void Take()
        {
            var settings = _world.Settings;
            double supplyA = _world.Home.Circuit(settings.Supply.Circuit).RmsA;
            _timesS.Add(_world.Now.TotalSeconds);
            _supplyA.Add(supplyA);
            _peakSupplyA.Add(Math.Max(_peakA, supplyA));
            _peakA = 0;
            for (int i = 0; i < _powerW.Length; i++)
            {
                _powerW[i].Add(_world.Home.Circuit(settings.Circuits[i].Name).PowerW);
            }

            for (int i = 0; i < _closed.Length; i++)
            {
                _closed[i]?.Add(_relays[i]!.ContactClosed);
            }
        }
    }
}

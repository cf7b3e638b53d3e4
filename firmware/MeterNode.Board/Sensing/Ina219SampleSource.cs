using System;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// Takes samples from one INA219 a circuit, round robin. Of every six transfers the supply gets two, its current and the
    /// mains reference: protection lives on the one and every power figure on the other.
    /// </summary>
    public sealed class Ina219SampleSource : ISampleSource
    {
        /// <summary>Transfers between two visits to the supply.</summary>
        private const int OthersPerRound = 4;

        // 12-bit conversions take 532 us. A chip that converts both inputs is read up to 1064 us after the end of a conversion,
        // one that converts its shunt only up to 532 us; the value belongs to the middle of its conversion.
        private const long ConversionUs = 532;

        private readonly Ina219Front[] _fronts;
        private readonly int _supply;
        private readonly int[] _slotCircuit;
        private readonly bool[] _slotIsBus;
        private readonly float _windowFactor;
        private readonly float _supplyScatterFactor;
        private readonly float _otherScatterFactor;
        private int _slot;

        /// <summary>Sets the chips up.</summary>
        /// <param name="settings">The circuits.</param>
        public Ina219SampleSource(NodeSettings settings)
        {
            _supply = settings.SupplyCircuit;
            _fronts = new Ina219Front[settings.Circuits.Length];
            for (int i = 0; i < _fronts.Length; i++)
            {
                _fronts[i] = new Ina219Front(settings.Circuits[i].Bus, settings.Circuits[i].Address, i == _supply);
                _fronts[i].Initialize();
            }

            int others = _fronts.Length - 1;
            int perRound = others == 0 ? 0 : OthersPerRound;
            int rounds = others == 0 ? 1 : others;
            _slotCircuit = new int[rounds * (2 + perRound)];
            _slotIsBus = new bool[_slotCircuit.Length];
            int slot = 0;
            int other = 0;
            for (int round = 0; round < rounds; round++)
            {
                _slotIsBus[slot] = true;
                _slotCircuit[slot++] = _supply;
                _slotCircuit[slot++] = _supply;
                for (int i = 0; i < perRound; i++)
                {
                    _slotCircuit[slot++] = other < _supply ? other : other + 1;
                    other = (other + 1) % others;
                }
            }

            double halfTurn = Math.PI * settings.Supply.NominalHz / 1e6;
            _windowFactor = (float)Sinc(halfTurn * ConversionUs);
            _supplyScatterFactor = (float)Sinc(halfTurn * 2 * ConversionUs);
            _otherScatterFactor = (float)Sinc(halfTurn * ConversionUs);
        }

        /// <inheritdoc/>
        public int ShuntFullScaleUv => Ina219Front.ShuntFullScaleUv;

        /// <inheritdoc/>
        public float WindowFactor(int circuit)
        {
            return _windowFactor;
        }

        /// <inheritdoc/>
        public float ScatterFactor(int circuit)
        {
            return circuit == _supply ? _supplyScatterFactor : _otherScatterFactor;
        }

        /// <inheritdoc/>
        public void Fill(SampleBlock block)
        {
            int capacity = block.Circuit.Length;
            long nowUs = 0;
            for (int i = 0; i < capacity; i++)
            {
                int circuit = _slotCircuit[_slot];
                bool isBus = _slotIsBus[_slot];
                if (++_slot == _slotCircuit.Length)
                {
                    _slot = 0;
                }

                var front = _fronts[circuit];
                if (isBus)
                {
                    block.BusMv[i] = front.ReadBusMv();
                }
                else
                {
                    block.ShuntUv[i] = front.ReadShuntUv();
                }

                nowUs = BoardClock.NowUs;
                block.Circuit[i] = circuit;
                block.HasBus[i] = isBus;
                block.HasShunt[i] = !isBus;
                block.Status[i] = front.Status;
                block.TimeUs[i] = nowUs - (circuit == _supply ? ConversionUs + (ConversionUs / 2) : ConversionUs);
            }

            block.Count = capacity;
            block.EndUs = nowUs;
        }

        private static double Sinc(double x)
        {
            return Math.Sin(x) / x;
        }
    }
}

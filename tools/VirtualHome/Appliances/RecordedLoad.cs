using System;
using System.Numerics;
using VirtualHome.Traces;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// An appliance whose current was recorded second by second: rms, real and reactive power and the sizes of the harmonics.
    /// The recordings hold no angles of the harmonics; they are taken to stand at the crest of the voltage. The rms current is
    /// exact: what the recorded harmonics leave of it is the fundamental.
    /// </summary>
    public sealed class RecordedLoad : Appliance
    {
        private static readonly TraceColumn[] s_orders =
        {
            TraceColumn.Order3A, TraceColumn.Order5A, TraceColumn.Order7A, TraceColumn.Order9A,
        };

        private readonly TracePlayer _recording;
        private readonly double _scale;
        private readonly double[] _harmonicA = new double[s_orders.Length];
        private Complex _fundamental;
        private double _rmsA;
        private bool _energized;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="recording">The recording.</param>
        public RecordedLoad(RecordedLoadSettings settings, TracePlayer recording)
            : base(settings, LoadShapes.Heater)
        {
            ArgumentNullException.ThrowIfNull(settings);
            _recording = recording;
            _scale = settings.RecordingScale;
        }

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            ArgumentNullException.ThrowIfNull(home);
            double rmsA = _scale * _recording.Held(TraceColumn.RmsA, home.TimeS);
            double activeW = _scale * _recording.Held(TraceColumn.ActiveW, home.TimeS);
            double reactiveVar = _scale * _recording.Held(TraceColumn.ReactiveVar, home.TimeS);
            bool energized = Energized(home);
            if (rmsA != _rmsA || activeW != DemandW || energized != _energized)
            {
                MarkChanged();
            }

            _rmsA = rmsA;
            _energized = energized;
            DemandW = activeW;
            double left = 2 * rmsA * rmsA;
            for (int i = 0; i < _harmonicA.Length; i++)
            {
                // A harmonic as large as the whole is rounding of a very small current.
                double peakA = _scale * _recording.Held(s_orders[i], home.TimeS);
                _harmonicA[i] = peakA * peakA < left ? peakA : 0;
                left -= _harmonicA[i] * _harmonicA[i];
            }

            double lagRad = rmsA == 0 ? 0 : Math.Atan2(reactiveVar, activeW);
            _fundamental = Complex.FromPolarCoordinates(Math.Sqrt(left), -lagRad);
        }

        internal override void AddCurrent(Phasors voltage, double nominalV, Phasors current)
        {
            var fundamental = voltage[0];
            if (!_energized || fundamental == Complex.Zero)
            {
                return;
            }

            var turn = fundamental / fundamental.Magnitude;
            var turnSquared = turn * turn;
            double share = 1.0 / Circuits.Count;
            current[0] += share * turn * _fundamental;
            for (int i = 0; i < _harmonicA.Length; i++)
            {
                turn *= turnSquared;
                current[i + 1] += share * _harmonicA[i] * turn;
            }
        }
    }
}

using System;
using VirtualHome.Waveforms;

namespace VirtualHome
{
    /// <summary>
    /// A circuit and the truth about it: what an ideal meter at the clamp would read. Worked out from the waveforms' amplitudes,
    /// without any sampling.
    /// </summary>
    public sealed class Circuit
    {
        private readonly HomeClock _clock;
        private readonly Integrator _imported = new Integrator();
        private readonly Integrator _exported = new Integrator();
        private readonly Integrator _ampSquares = new Integrator();

        internal Circuit(string name, CircuitKind kind, int phase, Timeline timeline, HomeClock clock)
        {
            Name = name;
            Kind = kind;
            Phase = phase;
            Current = new Signal(timeline);
            _clock = clock;
        }

        /// <summary>The name, as in the home's description.</summary>
        public string Name { get; }

        /// <summary>Branch or supply.</summary>
        public CircuitKind Kind { get; }

        /// <summary>The phase, 1 to 3.</summary>
        public int Phase { get; }

        /// <summary>The current; positive from the network to the loads. A.</summary>
        public Signal Current { get; }

        /// <summary>True rms current, A: of the present state over a full cycle.</summary>
        public double RmsA { get; private set; }

        /// <summary>Real power, W; negative when the circuit delivers.</summary>
        public double PowerW { get; private set; }

        /// <summary>Highest <see cref="RmsA"/> since the run began or <see cref="ResetPeak"/>, A.</summary>
        public double PeakRmsA { get; private set; }

        /// <summary>Energy taken, Wh: the integral of the power while it was positive.</summary>
        public double ImportWh => _imported.At(_clock.NowUs) / 3600;

        /// <summary>Energy delivered, Wh, as a positive number.</summary>
        public double ExportWh => _exported.At(_clock.NowUs) / 3600;

        /// <summary>Integral of the squared rms current, A²s: what heats a fuse, and the rms over any time by difference.</summary>
        public double AmpSquareSeconds => _ampSquares.At(_clock.NowUs);

        /// <summary>Begins a new search for the peak, from the present current.</summary>
        public void ResetPeak()
        {
            PeakRmsA = RmsA;
        }

        internal void Settle(double timeUs, Phasors voltage)
        {
            RmsA = Current.Now.Rms;
            PowerW = Current.Now.MeanProduct(voltage);
            PeakRmsA = Math.Max(PeakRmsA, RmsA);
            _imported.SetRate(timeUs, Math.Max(0, PowerW));
            _exported.SetRate(timeUs, Math.Max(0, -PowerW));
            _ampSquares.SetRate(timeUs, RmsA * RmsA);
            Current.Publish();
        }
    }
}

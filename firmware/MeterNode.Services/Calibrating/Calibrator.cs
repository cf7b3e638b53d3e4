using System;
using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>
    /// Works out the calibration of one circuit from its own readings, second by second. First with no load, for the leak of
    /// the mains reference; then with a reference load, for ratio and phase; and, for a phase that follows the current, with a
    /// second one at quite another current. Every step may be left out or repeated. What would be nonsense is refused with its
    /// reason, and what was in force stays. It has no clock: whoever has one calls <see cref="Add"/> once a second.
    /// <para>
    /// The phase that is found is that of the clamp against the mains reference, the reference's own error included: that is
    /// what powers depend on. Two points put a line through h(I) (<see cref="CircuitCalibration"/>); one point shifts the curve
    /// of the clamp's type.
    /// </para>
    /// </summary>
    public sealed class Calibrator
    {
        /// <summary>Shortest averaging time, s.</summary>
        public const int ShortestS = 10;

        /// <summary>Longest averaging time, s.</summary>
        public const int LongestS = 600;

        private const double DegreesPerRadian = 180 / Math.PI;
        private const double SteadyShare = 0.01;
        private const double MostDistortion = 0.1;

        // Between two points the fading share must differ by this much to carry a line: 1 A and 5 A do on a 100 A clamp.
        private const double LeastSpread = 0.2;
        private const double MostGainFade = 0.03;
        private const double MostPhaseFadeDeg = 5;

        // 100 dB of rejection leak 14 mA at 230 V into a 100 A clamp; a standby supply of a few watts would already be above it.
        private const int LeakShareOfRating = 2000;
        private const int MostMissedShare = 5;

        private readonly CtType _type;
        private readonly ReadingAverage _average = new ReadingAverage();
        private CalibrationPoint? _first;
        private ReferenceLoad? _load;
        private int _durationS;

        /// <summary>Makes the calibrator of a circuit.</summary>
        /// <param name="type">Its clamp.</param>
        /// <param name="inForce">What its readings are corrected by now.</param>
        public Calibrator(CtType type, CircuitCalibration inForce)
        {
            _type = type;
            Calibration = inForce;
        }

        /// <summary>How far it is.</summary>
        public CalibrationState State { get; private set; }

        /// <summary>Why the last one was refused.</summary>
        public CalibrationRefusal Refusal { get; private set; }

        /// <summary>
        /// The calibration: what was in force until a step is done, then the new one, which the readings must be corrected by
        /// from the next second on.
        /// </summary>
        public CircuitCalibration Calibration { get; private set; }

        /// <summary>
        /// What the phase's volts per volt are to be multiplied by, when the last reference load gave a voltage; otherwise 1.
        /// </summary>
        public double VoltageGain { get; private set; } = 1;

        /// <summary>
        /// Takes a point over that was found earlier, in another run: together with a reference load at quite another current
        /// it makes a line.
        /// </summary>
        /// <param name="currentMa">The nominal current of that time without its leak, mA.</param>
        /// <param name="gain">Correction of the ratio at it, a factor near 1.</param>
        /// <param name="phaseDeg">Lead of the clamp at it, degrees.</param>
        public void Remember(double currentMa, double gain, double phaseDeg)
        {
            _first = new CalibrationPoint(currentMa, gain, phaseDeg);
        }

        /// <summary>Begins to measure the leak of the reference; the circuit must be without any load, best with its breaker off.</summary>
        /// <param name="seconds">For how long, <see cref="ShortestS"/> to <see cref="LongestS"/>.</param>
        /// <returns>Whether it has begun; otherwise <see cref="Refusal"/> says why not.</returns>
        public bool BeginNoLoad(int seconds)
        {
            _load = null;
            return Begin(seconds, CalibrationRefusal.None);
        }

        /// <summary>Begins to compare with a reference load.</summary>
        /// <param name="load">What the reference meter shows.</param>
        /// <param name="seconds">For how long, <see cref="ShortestS"/> to <see cref="LongestS"/>.</param>
        /// <returns>Whether it has begun; otherwise <see cref="Refusal"/> says why not.</returns>
        public bool BeginReference(ReferenceLoad load, int seconds)
        {
            _load = load;
            return Begin(seconds, CalibrationLimits.Check(load, _type));
        }

        /// <summary>Takes the reading of one second, as it is published: corrected by what is in force.</summary>
        /// <param name="isKnown">Whether it is usable: fresh, not saturated, with a locked reference.</param>
        /// <param name="currentMa">Rms current, mA, not cut off at any no-load threshold.</param>
        /// <param name="activeMa">Part of the fundamental in phase with the voltage, mA.</param>
        /// <param name="reactiveMa">Part behind the voltage, mA; positive lags.</param>
        /// <param name="voltageMv">Voltage of the phase, mV.</param>
        public void Add(bool isKnown, double currentMa, double activeMa, double reactiveMa, int voltageMv)
        {
            if (State != CalibrationState.Averaging)
            {
                return;
            }

            if (!isKnown || voltageMv <= 0)
            {
                _average.Miss();
                if (_average.Missed * MostMissedShare > _durationS)
                {
                    Refuse(CalibrationRefusal.NoReading);
                }

                return;
            }

            _average.Add(currentMa, activeMa, reactiveMa, voltageMv);
            if (_average.Count >= _durationS)
            {
                if (_load == null)
                {
                    FinishNoLoad();
                }
                else
                {
                    FinishReference(_load);
                }
            }
        }

        /// <summary>Gives up what is being averaged.</summary>
        public void Cancel()
        {
            State = CalibrationState.Idle;
        }

        private bool Begin(int seconds, CalibrationRefusal refusal)
        {
            _average.Clear();
            VoltageGain = 1;
            _durationS = seconds;
            if (seconds < ShortestS || seconds > LongestS)
            {
                refusal = CalibrationRefusal.DurationOutOfRange;
            }

            if (refusal != CalibrationRefusal.None)
            {
                Refuse(refusal);
                return false;
            }

            Refusal = CalibrationRefusal.None;
            State = CalibrationState.Averaging;
            return true;
        }

        private void FinishNoLoad()
        {
            double active = _average.ActiveMa;
            double reactive = _average.ReactiveMa;
            int voltageMv = (int)_average.VoltageMv;
            Calibration.Undo(ref active, ref reactive, voltageMv);
            double leak = Math.Sqrt((active * active) + (reactive * reactive));
            double mostMa = _type.RatedA * 1000.0 / LeakShareOfRating;
            if (leak > mostMa || _average.CurrentMa > 4 * mostMa)
            {
                Refuse(CalibrationRefusal.LoadPresent);
            }
            else if (!_average.IsVoltageSteady(5 * SteadyShare))
            {
                Refuse(CalibrationRefusal.Unstable);
            }
            else
            {
                Calibration = Calibration.WithLeak(active * 1e6 / voltageMv, reactive * 1e6 / voltageMv);
                State = CalibrationState.Done;
            }
        }

        private void FinishReference(ReferenceLoad load)
        {
            if (!_average.IsSteady(10 * SteadyShare))
            {
                Refuse(CalibrationRefusal.Unstable);
                return;
            }

            // Before the narrower look: readings of a distorted current scatter by a percent or two.
            double fundamental = _average.FundamentalMa;
            double all = _average.CurrentMa;
            if ((all * all) - (fundamental * fundamental) > MostDistortion * MostDistortion * all * all)
            {
                Refuse(CalibrationRefusal.Distorted);
                return;
            }

            if (!_average.IsSteady(SteadyShare))
            {
                Refuse(CalibrationRefusal.Unstable);
                return;
            }

            double voltageGain = load.VoltageMv == 0 ? 1 : load.VoltageMv / _average.VoltageMv;
            if (voltageGain < 1 - CalibrationLimits.MostRatio || voltageGain > 1 + CalibrationLimits.MostRatio)
            {
                Refuse(CalibrationRefusal.VoltageOutOfRange);
                return;
            }

            var point = Measure(load, fundamental);
            var refusal = CalibrationLimits.Check(point);
            if (refusal == CalibrationRefusal.None)
            {
                refusal = Apply(point);
            }

            if (refusal != CalibrationRefusal.None)
            {
                Refuse(refusal);
                return;
            }

            VoltageGain = voltageGain;
            State = CalibrationState.Done;
        }

        private CalibrationPoint Measure(ReferenceLoad load, double fundamentalMa)
        {
            double active = _average.ActiveMa;
            double reactive = _average.ReactiveMa;

            // The leak stays off; what the clamp itself shows is set against the reference.
            double gainInForce = Calibration.GainAt(fundamentalMa);
            double currentMa = gainInForce > 0 ? fundamentalMa / gainInForce : fundamentalMa;
            double factor = load.PowerFactor > 1 ? 1 : load.PowerFactor;
            double lagDeg = Math.Acos(factor) * DegreesPerRadian * (load.Leading ? -1 : 1);
            double measuredLagDeg = active == 0 && reactive == 0 ? 0 : Math.Atan2(reactive, active) * DegreesPerRadian;
            double missing = load.CurrentMa / (_average.CurrentMa > 0 ? _average.CurrentMa : 1);
            double leadDeg = lagDeg - measuredLagDeg;
            leadDeg = leadDeg > 180 ? leadDeg - 360 : leadDeg < -180 ? leadDeg + 360 : leadDeg;
            return new CalibrationPoint(currentMa, gainInForce * missing, Calibration.PhaseDegAt(fundamentalMa) + leadDeg);
        }

        private CalibrationRefusal Apply(CalibrationPoint point)
        {
            double share = Calibration.FadeShare(point.CurrentMa);
            double gainFade = _type.GainFade;
            double phaseFadeDeg = _type.PhaseFadeDeg;
            if (_first != null && IsFarFrom(_first, share))
            {
                double spread = share - Calibration.FadeShare(_first.CurrentMa);
                gainFade = (point.Gain - _first.Gain) / spread;
                phaseFadeDeg = (point.PhaseDeg - _first.PhaseDeg) / spread;
                if (gainFade > MostGainFade || gainFade < -MostGainFade || phaseFadeDeg > MostPhaseFadeDeg || phaseFadeDeg < -MostPhaseFadeDeg)
                {
                    return CalibrationRefusal.PointsDisagree;
                }
            }
            else
            {
                // A point near the first one replaces it.
                _first = point;
            }

            Calibration = new CircuitCalibration(
                point.Gain - (gainFade * share),
                gainFade,
                point.PhaseDeg - (phaseFadeDeg * share),
                phaseFadeDeg,
                Calibration.HalfMa,
                Calibration.LeakActiveUaPerV,
                Calibration.LeakReactiveUaPerV);
            return CalibrationRefusal.None;
        }

        private bool IsFarFrom(CalibrationPoint point, double share)
        {
            double spread = share - Calibration.FadeShare(point.CurrentMa);
            return spread >= LeastSpread || spread <= -LeastSpread;
        }

        private void Refuse(CalibrationRefusal refusal)
        {
            Refusal = refusal;
            State = CalibrationState.Refused;
        }
    }
}

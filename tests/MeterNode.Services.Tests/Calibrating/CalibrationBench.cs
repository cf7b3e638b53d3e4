using System;
using MeterNode.Core.Metering;
using MeterNode.Services.Calibrating;

namespace MeterNode.Services.Tests.Calibrating
{
    /// <summary>
    /// A clamp with errors, read once a second and corrected by whatever calibration is in force: the loop that a node and an
    /// electrician with a reference meter make.
    /// </summary>
    internal sealed class CalibrationBench
    {
        private const double RadiansPerDegree = Math.PI / 180;

        private uint _random = 99;

        public CalibrationBench()
        {
            Type = CtTypes.Find(CtTypes.Default)!;
            Calibrator = new Calibrator(Type, CircuitCalibration.Nominal(Type));
        }

        public CtType Type { get; }

        public Calibrator Calibrator { get; private set; }

        /// <summary>Errors of the part: it reads too much by this share at large currents, and by this more at small ones.</summary>
        public double RatioError { get; set; }

        public double SmallRatioError { get; set; }

        /// <summary>Its lead at large currents, and what small ones add, degrees.</summary>
        public double LeadDeg { get; set; }

        public double SmallLeadDeg { get; set; }

        /// <summary>What leaks of the voltage into the reading, µA per volt, in phase and behind.</summary>
        public double LeakActive { get; set; }

        public double LeakReactive { get; set; }

        /// <summary>What the load draws: mA, and degrees behind the voltage.</summary>
        public double LoadMa { get; set; }

        public double LagDeg { get; set; }

        /// <summary>Harmonics as a share of the fundamental.</summary>
        public double Distortion { get; set; }

        /// <summary>By how much the load rises in a second, as a share.</summary>
        public double DriftPerSecond { get; set; }

        public int VoltageMv { get; set; } = 230000;

        public bool IsKnown { get; set; } = true;

        /// <summary>Corrected reading of the last second, mA.</summary>
        public double ActiveMa { get; private set; }

        public double ReactiveMa { get; private set; }

        public double CurrentMa { get; private set; }

        /// <summary>Begins again with another calibration in force, as after a reboot.</summary>
        public void Restart(CircuitCalibration inForce)
        {
            Calibrator = new Calibrator(Type, inForce);
        }

        public void Run(int seconds)
        {
            for (int i = 0; i < seconds; i++)
            {
                Read();
                Calibrator.Add(IsKnown, (int)(CurrentMa + 0.5), Round(ActiveMa), Round(ReactiveMa), VoltageMv);
                LoadMa *= 1 + DriftPerSecond;
            }
        }

        public bool NoLoad()
        {
            LoadMa = 0;
            bool begun = Calibrator.BeginNoLoad(30);
            Run(30);
            return begun && Calibrator.State == CalibrationState.Done;
        }

        /// <summary>Has a load run and tells the calibrator the truth about it.</summary>
        public bool Reference(double ma, double lagDeg)
        {
            LoadMa = ma;
            LagDeg = lagDeg;
            double factor = lagDeg == 0 ? 1 : Math.Cos(lagDeg * RadiansPerDegree);
            bool begun = Calibrator.BeginReference(new ReferenceLoad((int)ma, factor, lagDeg < 0, 230000), 30);
            Run(30);
            return begun && Calibrator.State == CalibrationState.Done;
        }

        /// <summary>Error of the active power at a load, as a share of the apparent power.</summary>
        public double PowerError(double ma, double lagDeg)
        {
            LoadMa = ma;
            LagDeg = lagDeg;
            Read();
            return (ActiveMa - (ma * Math.Cos(lagDeg * RadiansPerDegree))) / ma;
        }

        private static int Round(double value)
        {
            return (int)(value < 0 ? value - 0.5 : value + 0.5);
        }

        private void Read()
        {
            // The part's errors fade as the current leaves a tenth of the rating behind, like its model in the virtual home.
            double share = 1 / (1 + (LoadMa / (Type.RatedA * 100)));
            double ma = LoadMa * (1 + RatioError + (share * SmallRatioError));
            double lag = (LagDeg - LeadDeg - (share * SmallLeadDeg)) * RadiansPerDegree;
            double volts = VoltageMv / 1000.0;
            double active = (ma * Math.Cos(lag)) + (LeakActive * volts / 1000) + Noise();
            double reactive = (ma * Math.Sin(lag)) + (LeakReactive * volts / 1000) + Noise();
            Calibrator.Calibration.Correct(ref active, ref reactive, VoltageMv);
            ActiveMa = active;
            ReactiveMa = reactive;
            CurrentMa = Math.Sqrt(((active * active) + (reactive * reactive)) * (1 + (Distortion * Distortion)));
        }

        private double Noise()
        {
            _random = (_random * 1664525) + 1013904223;
            double positive = _random >> 24;
            return (positive - 128) / 64;
        }
    }
}

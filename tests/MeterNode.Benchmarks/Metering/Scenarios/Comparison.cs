using System;
using System.Collections.Generic;
using MeterNode.Benchmarks.Metering.Rig;
using MeterNode.Board.Sensing;
using VirtualEsp32.Peripherals;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>What the choices of sampling mode and estimator rest on, and what the remaining error is made of.</summary>
    public static class Comparison
    {
        private const int Circuits = 4;
        private const int Circuit = 1;
        private const double FrequencyHz = 50.2;

        /// <summary>Rms and largest error of the energy over seeds, %, with ideal transformers: the sampling's share.</summary>
        public static Spread Mode(SamplingMode mode, double currentA, double powerFactor, int seeds, int seconds)
        {
            var spread = new Spread();
            for (int seed = 1; seed <= seeds; seed++)
            {
                var parts = Noisy(seed);
                string settings = NodeCalibration.Nominal(Circuits).Settings();

                // The mean is the systematic part, which calibration takes off; the scatter stays.
                double[] errors = EnergyRun.Errors(parts, settings, EnergyRun.Everywhere(Circuits, () => new TrueLoad(230, FrequencyHz, currentA, powerFactor)), seconds, mode);
                spread.Add(errors[Circuit]);
            }

            return spread;
        }

        /// <summary>Four estimators on the same samples of one circuit: errors of the mean power, %.</summary>
        /// <returns>The firmware's, the incremental fit's, plain products with the true voltage, and with the nearest sample of it.</returns>
        public static Spread[] Estimators(Func<TrueLoad> load, int seeds, int seconds)
        {
            var spreads = new[] { new Spread(), new Spread(), new Spread(), new Spread() };
            for (int seed = 1; seed <= seeds; seed++)
            {
                var parts = Noisy(seed);
                string settings = NodeCalibration.Nominal(Circuits).Settings();
                var truth = load();
                var run = new MeterRun(parts, settings, _ => truth);
                var tape = new SampleTape(run, settings);
                double sum = 0;
                int count = 0;
                run.Second += readings =>
                {
                    sum += readings.PowerMw[Circuit] / 1000.0;
                    count++;
                };
                run.Run(seconds);

                // The converter's own window takes 0.23 % off every product; the plain estimators are not blamed for that.
                double x = Math.PI * FrequencyHz * 532e-6;
                double window = Math.Sin(x) / x;
                double watts = truth.PowerW / 100;
                spreads[0].Add((sum / count / watts) - 100);
                double BoardUs(double us) => us + 1_200_000;
                spreads[1].Add((tape.IncrementalW(Circuit, FrequencyHz, k => Shifted(truth, k)) / watts / window) - 100);
                spreads[2].Add((tape.PlainMeanW(Circuit, us => truth.Voltage.At(Math.Tau * FrequencyHz * BoardUs(us) * 1e-6)) / watts / window) - 100);
                spreads[3].Add((tape.NearestNeighbourW(Circuit) / watts / window / window) - 100);
            }

            return spreads;
        }

        /// <summary>The error budget at 10 A and power factor 0.5: errors of 60 s with one cause after the other taken in.</summary>
        public static List<(string Cause, Spread Spread)> Budget(double currentA, double powerFactor, int seeds, int seconds)
        {
            var causes = new List<(string, Spread)>();
            void Measure(string name, Func<int, NodeParts> make, bool calibrated, double voltageV)
            {
                var spread = new Spread();
                for (int seed = 1; seed <= seeds; seed++)
                {
                    var parts = make(seed);
                    string settings = (calibrated ? NodeCalibration.Of(parts) : NodeCalibration.Nominal(Circuits)).Settings();
                    var loads = EnergyRun.Everywhere(Circuits, () => new TrueLoad(voltageV, 50, currentA, powerFactor));
                    foreach (double error in EnergyRun.Errors(parts, settings, loads, seconds))
                    {
                        spread.Add(error);
                    }
                }

                causes.Add((name, spread));
            }

            NodeParts Ideal(int seed, int jitterUs, bool gaps) => new NodeParts(seed, Circuits, ideal: true) { JitterUs = jitterUs, HasGaps = gaps };
            Measure("quantisation and uneven instants", seed => Ideal(seed, 0, true), false, 230);
            Measure("+ timer jitter of 20 µs (phase, sampling)", seed => Ideal(seed, 20, true), false, 230);
            Measure("+ converter noise", seed => Noisy(seed), false, 230);
            Measure("+ converters' clocks of 3 %, before calibration", seed => Noisy(seed, null), false, 230);
            Measure("+ transformers and converters, calibrated", seed => new NodeParts(seed, Circuits), true, 230);
            Measure("+ the reference's saturation at 253 V", seed => new NodeParts(seed, Circuits), true, 253);
            return causes;
        }

        private static NodeParts Noisy(int seed, double? oscillatorError = 0)
        {
            var parts = new NodeParts(seed, Circuits, ideal: true) { OscillatorError = oscillatorError };
            for (int i = 0; i < Circuits; i++)
            {
                var typical = Ina219Errors.Typical((seed * 131) + i);
                parts.Chips[i] = new Ina219Errors { ShuntNoiseVolts = typical.ShuntNoiseVolts, BusNoiseVolts = typical.BusNoiseVolts };
            }

            return parts;
        }

        /// <summary>The true voltage as cosine and sine against the timer of the board, which starts 1.2 s after the world.</summary>
        private static (double Cosine, double Sine) Shifted(TrueLoad truth, int k)
        {
            double turn = Math.Tau * FrequencyHz * 1.2 * ((2 * k) + 1);
            var wave = truth.Voltage[k] * global::System.Numerics.Complex.FromPolarCoordinates(1, turn);
            return (wave.Real, -wave.Imaginary);
        }
    }
}

using System;
using System.Numerics;

namespace VirtualHome.Waveforms
{
    /// <summary>
    /// The shapes of the usual loads. The figures are typical of their kind (IEC 61000-3-2 classes and published measurements
    /// agree on their order of size), not of one product.
    /// </summary>
    public static class LoadShapes
    {
        /// <summary>A heater: the current has the form of the voltage.</summary>
        public static LoadShape Heater { get; } = new LoadShape(LoadLaw.Resistance, 0);

        /// <summary>A small single-phase motor on the mains, such as a fridge's compressor: power factor 0.65, a little 3rd harmonic.</summary>
        public static LoadShape Motor { get; } = new LoadShape(LoadLaw.Impedance, Lag(0.65), Polar(0.08, 150), Polar(0.02, 30));

        /// <summary>A motor in its first moment: the rotor stands, power factor 0.5.</summary>
        public static LoadShape MotorStart { get; } = new LoadShape(LoadLaw.Impedance, Lag(0.5));

        /// <summary>A rectifier with a capacitor behind it: current only on the crests, power factor about 0.65.</summary>
        public static LoadShape Rectifier { get; } = new LoadShape(
            LoadLaw.Power, 0, Polar(0.82, -8), Polar(0.58, -14), Polar(0.33, -22), Polar(0.15, -32), Polar(0.07, -60), Polar(0.05, -110));

        /// <summary>A power supply with power factor correction: leads a little because of its filter, a few percent of harmonics.</summary>
        public static LoadShape CorrectedSupply { get; } = new LoadShape(
            LoadLaw.Power, -Lag(0.985), Polar(0.06, 170), Polar(0.04, 20), Polar(0.03, 160), Polar(0.02, 0), Polar(0.01, 0));

        /// <summary>A home's small devices taken together: some rectifiers, some corrected supplies, some heaters.</summary>
        public static LoadShape Household { get; } = new LoadShape(
            LoadLaw.Power, -Lag(0.97), Polar(0.22, -10), Polar(0.13, -20), Polar(0.07, -40), Polar(0.03, -60), Polar(0.02, -90));

        /// <summary>A drive with an inverter: heat pump, induction hob.</summary>
        public static LoadShape Drive { get; } = new LoadShape(
            LoadLaw.Power, -Lag(0.98), Polar(0.09, 160), Polar(0.05, -20), Polar(0.03, 120), Polar(0.01, 0));

        /// <summary>A car's charger: takes the current that it is told, power factor 0.99, harmonics of 3 %.</summary>
        public static LoadShape CarCharger { get; } = new LoadShape(
            LoadLaw.Current, -Lag(0.995), Polar(0.025, 170), Polar(0.018, 10), Polar(0.012, 150), Polar(0.006, 0));

        /// <summary>An inverter that feeds the mains or takes from it: power factor 1, harmonics of 2.5 %.</summary>
        public static LoadShape GridInverter { get; } = new LoadShape(
            LoadLaw.Power, 0, Polar(0.018, 160), Polar(0.014, 40), Polar(0.009, -60), Polar(0.004, 0));

        /// <summary>
        /// A lamp behind a leading-edge dimmer: every half wave is missing its first part. The Fourier integral in closed form,
        /// cut after the 13th order.
        /// </summary>
        /// <param name="firingDegrees">How much of each half wave is missing, degrees after its zero crossing; 0 to 150.</param>
        /// <returns>The shape; the current is in proportion to the voltage.</returns>
        public static LoadShape PhaseCut(double firingDegrees)
        {
            if (!(firingDegrees >= 0 && firingDegrees <= 150))
            {
                throw new ArgumentOutOfRangeException(nameof(firingDegrees), firingDegrees, "0 to 150 degrees");
            }

            double from = (-Math.PI / 2) + (firingDegrees * Math.PI / 180);
            var fundamental = CutCosine(1, from);
            var harmonics = new Complex[Harmonics.Count - 1];
            for (int i = 0; i < harmonics.Length; i++)
            {
                harmonics[i] = CutCosine(Harmonics.Order(i + 1), from) / fundamental.Magnitude;
            }

            return new LoadShape(LoadLaw.Impedance, -fundamental.Phase, harmonics);
        }

        /// <summary>2/π times the integral of cos(θ)·e^(-jkθ) from a start to π/2: the k-th amplitude of the cut cosine.</summary>
        private static Complex CutCosine(int order, double from)
        {
            return (Turn(1 - order, from) + Turn(-1 - order, from)) / Math.PI;
        }

        /// <summary>The integral of e^(jnθ) from a start to π/2.</summary>
        private static Complex Turn(int n, double from)
        {
            double to = Math.PI / 2;
            return n == 0
                ? new Complex(to - from, 0)
                : (Complex.FromPolarCoordinates(1, n * to) - Complex.FromPolarCoordinates(1, n * from)) / new Complex(0, n);
        }

        private static double Lag(double powerFactor)
        {
            return Math.Acos(powerFactor);
        }

        private static Complex Polar(double magnitude, double degrees)
        {
            return Complex.FromPolarCoordinates(magnitude, degrees * Math.PI / 180);
        }
    }
}

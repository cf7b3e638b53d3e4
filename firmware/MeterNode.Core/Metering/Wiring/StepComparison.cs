namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>Sets the step of one clamp against that of another, as a complex ratio, and says what it means.</summary>
    internal sealed class StepComparison
    {
        /// <summary>A step below this share of the other's is no step.</summary>
        internal const double AbsentShare = 0.15;

        private const double SameFrom = 0.8;
        private const double SameTo = 1.25;
        private const double WithinDeg = 15;

        // A clamp with a gap keeps a fifth to six tenths of its signal and leads by 4 to 45 degrees: its magnetizing current is
        // no longer small. A wrong turns ratio in the settings has no such lead.
        private const double WeakFrom = 1.6;
        private const double WeakTo = 5;
        private const double WeakFromDeg = 4;
        private const double WeakToDeg = 45;

        /// <summary>Size of the ratio.</summary>
        internal double Size { get; private set; }

        /// <summary>Its angle, degrees; positive when the first leads.</summary>
        internal double AngleDeg { get; private set; }

        /// <summary>Compares the present steps of two circuits.</summary>
        /// <param name="history">The last seconds.</param>
        /// <param name="first">Circuit whose step is divided.</param>
        /// <param name="second">Circuit by whose step it is divided; its size is not 0.</param>
        internal StepKind Compare(StepHistory history, int first, int second)
        {
            double size = history.Size(second);
            Size = history.Size(first) / size;
            if (Size < AbsentShare)
            {
                AngleDeg = 0;
                return StepKind.Absent;
            }

            AngleDeg = Turn(
                Phasor.AngleDeg(history.Real(first), history.Imaginary(first))
                - Phasor.AngleDeg(history.Real(second), history.Imaginary(second)));
            double aside = AngleDeg < 0 ? -AngleDeg : AngleDeg;
            if (Size >= SameFrom && Size <= SameTo)
            {
                return OfAngle(aside);
            }

            if (Size >= WeakFrom && Size <= WeakTo && AngleDeg <= -WeakFromDeg && AngleDeg >= -WeakToDeg)
            {
                return StepKind.BranchWeak;
            }

            if (Size <= 1 / WeakFrom && Size >= 1 / WeakTo && AngleDeg >= WeakFromDeg && AngleDeg <= WeakToDeg)
            {
                return StepKind.SupplyWeak;
            }

            return StepKind.Unclear;
        }

        private static StepKind OfAngle(double aside)
        {
            if (aside <= WithinDeg)
            {
                return StepKind.Same;
            }

            if (aside >= 180 - WithinDeg)
            {
                return StepKind.Opposite;
            }

            bool third = aside >= 120 - WithinDeg && aside <= 120 + WithinDeg;
            bool sixth = aside >= 60 - WithinDeg && aside <= 60 + WithinDeg;
            return third || sixth ? StepKind.Turned : StepKind.Unclear;
        }

        private static double Turn(double angle)
        {
            return angle > 180 ? angle - 360 : angle < -180 ? angle + 360 : angle;
        }
    }
}

using System;

namespace MeterNode.Core.Protection
{
    /// <summary>
    /// What an inverter, a battery or a generator can deliver: one power for good, and a larger one for some seconds. It is the same
    /// budget as a protective device's (<see cref="TripBudget"/>), over a table in watts in place of amperes. Between the two powers
    /// the time is that of equal heat, power squared times time: whatever warms up by the square of its load stands it for at least
    /// that long, since its temperature rises ever more slowly.
    /// </summary>
    public sealed class SourceRating
    {
        /// <summary>The largest power that can be described, W: a milliwatt more would not fit the budget's integers.</summary>
        public const int MostW = 2000000;

        private readonly TripBudget _budget;
        private bool _beyond;

        /// <summary>Describes a source.</summary>
        /// <param name="continuousW">What it delivers for good, W, from 1 on.</param>
        /// <param name="shortTimeW">What it delivers for a short time, W, at least 2 W more and at most <see cref="MostW"/>.</param>
        /// <param name="shortTimeS">For how long, s, from 1 to 3600.</param>
        /// <param name="recoveryS">
        /// Time constant of its recovery without load, s, up to 86400; counts as a third of the time for which it stands just more
        /// than its continuous power where that is longer, as for a fuse.
        /// </param>
        /// <exception cref="ArgumentException">A figure is out of range; see <see cref="ProblemOf"/>.</exception>
        public SourceRating(int continuousW, int shortTimeW, int shortTimeS, int recoveryS)
        {
            string problem = ProblemOf(continuousW, shortTimeW, shortTimeS, recoveryS);
            if (problem.Length > 0)
            {
                throw new ArgumentException(problem);
            }

            ContinuousW = continuousW;
            ShortTimeW = shortTimeW;
            float ratio = (float)shortTimeW / (continuousW + 1);
            float justAboveS = shortTimeS * ratio * ratio;
            float ownS = 3f * recoveryS;

            // The first row's time gives the budget its time constant; the curve itself begins a watt above it.
            float firstS = ownS > justAboveS * 1.01f ? ownS : justAboveS * 1.01f;
            _budget = new TripBudget(new ProtectiveDevice(
                new[] { continuousW, continuousW + 1, shortTimeW },
                new[] { firstS, justAboveS, (float)shortTimeS }));
        }

        /// <summary>What it delivers for good, W.</summary>
        public int ContinuousW { get; }

        /// <summary>What it delivers for a short time, W.</summary>
        public int ShortTimeW { get; }

        /// <summary>Whether the last power was more than it delivers at all.</summary>
        public bool IsBeyond => _beyond;

        /// <summary>The share used, thousandths.</summary>
        public int SharePermille => _budget.SharePermille;

        /// <summary>What is wrong with the figures of a source.</summary>
        /// <returns>The figure and what is allowed, or an empty text.</returns>
        public static string ProblemOf(int continuousW, int shortTimeW, int shortTimeS, int recoveryS)
        {
            if (continuousW < 1 || continuousW > MostW - 2)
            {
                return "has a continuous power of " + continuousW + " W; allowed is 1 to " + (MostW - 2) + " W";
            }

            if (shortTimeW < continuousW + 2 || shortTimeW > MostW)
            {
                return "has a short-time power of " + shortTimeW + " W; allowed is " + (continuousW + 2) + " to " + MostW + " W";
            }

            if (shortTimeS < 1 || shortTimeS > 3600)
            {
                return "has a short time of " + shortTimeS + " s; allowed is 1 to 3600 s";
            }

            if (recoveryS < 1 || recoveryS > 86400)
            {
                return "has a recovery of " + recoveryS + " s; allowed is 1 to 86400 s";
            }

            return "";
        }

        /// <summary>Takes what has been delivered since the last call.</summary>
        /// <param name="elapsedMs">Since then, ms.</param>
        /// <param name="valueW">Power now, W, in either direction. For the time between, the larger of it and the last one counts.</param>
        public void Step(int elapsedMs, int valueW)
        {
            int loadW = SizeOf(valueW);
            _beyond = loadW > ShortTimeW;
            _budget.Step(elapsedMs, (_beyond ? ShortTimeW : loadW) * 1000);
            if (_beyond && _budget.SharePermille < 1000)
            {
                // There is no time for which it stands this.
                _budget.Restore(1000);
            }
        }

        /// <summary>How long a power may go on until a share is used, ms; <see cref="long.MaxValue"/> when it may go on for good.</summary>
        /// <param name="permille">The share, thousandths.</param>
        /// <param name="valueW">W, in either direction.</param>
        public long MsToShare(int permille, int valueW)
        {
            int loadW = SizeOf(valueW);
            return loadW > ShortTimeW ? 0 : _budget.MsToShare(permille, loadW * 1000);
        }

        /// <summary>Starts from a given share, as after a restart with an unknown past.</summary>
        /// <param name="permille">Thousandths.</param>
        public void Restore(int permille)
        {
            _budget.Restore(permille);
        }

        private static int SizeOf(int valueW)
        {
            if (valueW < 0)
            {
                return valueW < -MostW ? MostW + 1 : -valueW;
            }

            return valueW > MostW ? MostW + 1 : valueW;
        }
    }
}

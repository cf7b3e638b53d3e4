using MeterNode.Core.Standards;

namespace MeterNode.Core.Grid
{
    /// <summary>
    /// How much response a deviation of the frequency asks for: points of deviation and response, with straight lines (droop) or
    /// steps between them. Off unless the settings ask for another: see <see cref="Off"/>.
    /// </summary>
    public sealed class FrequencyCurve
    {
        private readonly int[] _deviationMhz;
        private readonly int[] _permille;
        private readonly bool _isStepped;

        /// <summary>Makes a curve.</summary>
        /// <param name="deviationMhz">Deviations of the points, mHz, rising; below the first there is no response.</param>
        /// <param name="permille">Response at each, permille, not falling; from the last on it stays.</param>
        /// <param name="releaseMhz">Inside which deviation the frequency has recovered, mHz.</param>
        /// <param name="isStepped">Whether each point's response holds up to the next, instead of a straight line.</param>
        /// <param name="answersHigh">Whether a frequency above nominal is answered too.</param>
        public FrequencyCurve(int[] deviationMhz, int[] permille, int releaseMhz, bool isStepped, bool answersHigh)
        {
            _deviationMhz = deviationMhz;
            _permille = permille;
            _isStepped = isStepped;
            ReleaseMhz = releaseMhz;
            AnswersHigh = answersHigh;
        }

        /// <summary>Whether nothing is ever answered.</summary>
        public bool IsOff => _deviationMhz.Length == 0;

        /// <summary>Inside which deviation the frequency has recovered, mHz.</summary>
        public int ReleaseMhz { get; }

        /// <summary>Whether a frequency above nominal is answered too.</summary>
        public bool AnswersHigh { get; }

        /// <summary>No response: what holds unless the settings say otherwise.</summary>
        public static FrequencyCurve Off()
        {
            return new FrequencyCurve(new int[0], new int[0], 0, false, false);
        }

        /// <summary>
        /// Deadband and droop with the figures of GB Dynamic Containment: nothing within ±15 mHz, 5 % at ±200 mHz, all at ±500 mHz,
        /// in both directions. It has the shape of that service and is not the service.
        /// </summary>
        public static FrequencyCurve DynamicContainment()
        {
            var deviationMhz = new[] { GridFigures.ContainmentDeadbandMhz, GridFigures.ContainmentKneeMhz, GridFigures.ContainmentFullMhz };
            var permille = new[] { 0, GridFigures.ContainmentKneePermille, 1000 };
            return new FrequencyCurve(deviationMhz, permille, GridFigures.ContainmentDeadbandMhz, false, true);
        }

        /// <summary>
        /// Steps at the stages of GB low-frequency demand disconnection, from 48.8 Hz down, with the same proportions but of the
        /// loads that can wait only: all of them have gone at the last stage. Recovered from 49.8 Hz on.
        /// </summary>
        public static FrequencyCurve LowFrequencySteps()
        {
            var deviationMhz = new int[GridFigures.DisconnectionStages];
            var permille = new int[deviationMhz.Length];
            int all = 0;
            for (int i = 0; i < permille.Length; i++)
            {
                all += GridFigures.DisconnectionPermille(i);
            }

            int sum = 0;
            for (int i = 0; i < permille.Length; i++)
            {
                sum += GridFigures.DisconnectionPermille(i);
                deviationMhz[i] = GridFigures.NominalFrequencyMhz - GridFigures.DisconnectionMhz(i);
                permille[i] = sum * 1000 / all;
            }

            return new FrequencyCurve(deviationMhz, permille, GridFigures.OperationalDeviationMhz, true, false);
        }

        /// <summary>Response at a deviation.</summary>
        /// <param name="deviationMhz">Deviation towards the side in question, mHz; negative on the other side.</param>
        /// <returns>0 to 1000 permille.</returns>
        public int PermilleAt(int deviationMhz)
        {
            int last = _deviationMhz.Length - 1;
            if (last < 0 || deviationMhz < _deviationMhz[0])
            {
                return 0;
            }

            if (deviationMhz >= _deviationMhz[last])
            {
                return _permille[last];
            }

            int at = 0;
            while (deviationMhz >= _deviationMhz[at + 1])
            {
                at++;
            }

            if (_isStepped)
            {
                return _permille[at];
            }

            int rise = _permille[at + 1] - _permille[at];
            return _permille[at] + (rise * (deviationMhz - _deviationMhz[at]) / (_deviationMhz[at + 1] - _deviationMhz[at]));
        }
    }
}

namespace MeterNode.Core.Supervision
{
    /// <summary>
    /// Decides whether the heart beats: only while sampling and deciding have both made progress since the last beat. The relay
    /// drivers' supply and the external watchdog live on that beat, so a loop that hangs, or spins without doing its work, drops
    /// every relay into its wired safe state and is then reset.
    /// </summary>
    public sealed class Supervisor
    {
        private int _samplings;
        private int _decisions;
        private int _samplingsSeen;
        private int _decisionsSeen;

        /// <summary>Says that a round of sampling has been completed, whatever the converters answered.</summary>
        public void Sampled()
        {
            _samplings++;
        }

        /// <summary>Says that every load has been decided upon and every relay told.</summary>
        public void Decided()
        {
            _decisions++;
        }

        /// <summary>Whether the heartbeat pin is to be toggled now.</summary>
        public bool Beat()
        {
            bool alive = _samplings != _samplingsSeen && _decisions != _decisionsSeen;
            if (alive)
            {
                _samplingsSeen = _samplings;
                _decisionsSeen = _decisions;
            }

            return alive;
        }
    }
}

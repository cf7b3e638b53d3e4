using MeterNode.Services.Rates;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// How many refused messages are answered: some at once, then one a second, and under a flood that goes on one in twice that time
    /// again and again, up to a minute. So whoever floods a node does not make it publish as much. What is not answered is counted.
    /// </summary>
    /// <remarks>For all topics together, since a flood may go to any of them. What is granted, and what its key's owner has signed, asks for nothing here.</remarks>
    public sealed class RefusalAllowance
    {
        /// <summary>Answers in a row.</summary>
        public const int Most = 10;

        /// <summary>One more after this time, ms, while there is no flood.</summary>
        public const long RegainMs = 1000;

        /// <summary>The longest time between two answers, ms; and after as long without a refusal all is forgotten.</summary>
        public const long LongestRegainMs = 60000;

        private readonly TokenBucket _answers = new TokenBucket(Most, RegainMs);
        private int _exhausted;
        private long _lastMs;

        /// <summary>Takes an answer.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether the refusal of now is answered.</returns>
        public bool TryTake(long nowMs)
        {
            if (nowMs - _lastMs >= LongestRegainMs)
            {
                _answers.Fill();
                _answers.RegainMs = RegainMs;
                _exhausted = 0;
            }

            _lastMs = nowMs;
            if (!_answers.TryTake(nowMs))
            {
                return false;
            }

            if (_answers.Left == 0 && ++_exhausted > Most)
            {
                _exhausted = 1;
                long regainMs = 2 * _answers.RegainMs;
                _answers.RegainMs = regainMs < LongestRegainMs ? regainMs : LongestRegainMs;
            }

            return true;
        }
    }
}

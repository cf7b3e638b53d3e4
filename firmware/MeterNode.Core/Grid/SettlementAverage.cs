namespace MeterNode.Core.Grid
{
    /// <summary>
    /// Contract power is averaged over settlement windows, and without a set clock nobody knows where they begin. So the average of
    /// a window that ends now is kept inside the contract at every moment, in steps of a bucket: then it is so in every window.
    /// </summary>
    public sealed class SettlementAverage
    {
        /// <summary>Buckets in a window.</summary>
        public const int Buckets = 60;

        private readonly int _bucketMs;
        private readonly long[] _energy = new long[Buckets];
        private int _bucket;
        private int _filledMs;
        private long _sum;

        /// <summary>Makes it, the window before as empty as can be known: with a given power all through.</summary>
        /// <param name="windowMs">Length of the window, ms.</param>
        /// <param name="pastW">The power taken for the unknown past, W.</param>
        public SettlementAverage(int windowMs, int pastW)
        {
            _bucketMs = windowMs / Buckets;
            for (int i = 0; i < Buckets; i++)
            {
                _energy[i] = (long)pastW * _bucketMs;
                _sum += _energy[i];
            }
        }

        /// <summary>Average of the last window, W.</summary>
        public int AverageW => (int)(_sum / ((long)_bucketMs * Buckets));

        /// <summary>Tells what was drawn before, for a save.</summary>
        /// <param name="meanW">Takes the mean power of each bucket, the oldest first, W; one for each of <see cref="Buckets"/>.</param>
        public void Save(int[] meanW)
        {
            // The bucket that is being filled is the newest; where it is empty yet it still holds the oldest.
            int first = _filledMs > 0 ? _bucket + 1 : _bucket;
            for (int i = 0; i < Buckets; i++)
            {
                int bucket = (first + i) % Buckets;
                meanW[i] = (int)(_energy[bucket] / (_filledMs > 0 && i == Buckets - 1 ? _filledMs : _bucketMs));
            }
        }

        /// <summary>Goes on from a save. Nobody knows for how long the node was without power: what was drawn before counts as if that had been no time.</summary>
        /// <param name="meanW">As <see cref="Save"/> gave it, W.</param>
        public void Restore(int[] meanW)
        {
            _bucket = 0;
            _filledMs = 0;
            _sum = 0;
            for (int i = 0; i < Buckets; i++)
            {
                _energy[i] = (long)(meanW[i] > 0 ? meanW[i] : 0) * _bucketMs;
                _sum += _energy[i];
            }
        }

        /// <summary>Takes what was drawn since the last call.</summary>
        /// <param name="elapsedMs">Since then, ms.</param>
        /// <param name="powerW">Power in that time, W; what is given to the grid is not set off.</param>
        public void Step(int elapsedMs, int powerW)
        {
            long drawnW = powerW > 0 ? powerW : 0;
            while (elapsedMs > 0)
            {
                if (_filledMs == 0)
                {
                    _sum -= _energy[_bucket];
                    _energy[_bucket] = 0;
                }

                int part = _bucketMs - _filledMs < elapsedMs ? _bucketMs - _filledMs : elapsedMs;
                _energy[_bucket] += drawnW * part;
                _sum += drawnW * part;
                _filledMs += part;
                elapsedMs -= part;
                if (_filledMs >= _bucketMs)
                {
                    _filledMs = 0;
                    _bucket = _bucket + 1 < Buckets ? _bucket + 1 : 0;
                }
            }
        }

        /// <summary>The constant power that may be drawn for the next few buckets with no window's average above a limit, W.</summary>
        /// <param name="limitW">The limit, W.</param>
        /// <param name="ahead">How many buckets ahead.</param>
        public int AllowedW(int limitW, int ahead)
        {
            long budget = (long)limitW * _bucketMs * Buckets;

            // A bucket that is about to be filled anew still holds what leaves the window with it.
            long held = _filledMs == 0 ? _sum - _energy[_bucket] : _sum;
            long least = long.MaxValue;
            long leftMs = _bucketMs - _filledMs;
            int oldest = _bucket;
            for (int i = 0; i < ahead; i++)
            {
                // By the end of each bucket ahead as many of the oldest have left the window, the last one's room being taken anew.
                long allowed = (budget - held) / leftMs;
                least = allowed < least ? allowed : least;
                oldest = oldest + 1 < Buckets ? oldest + 1 : 0;
                held -= _energy[oldest];
                leftMs += _bucketMs;
            }

            return least > limitW * 20L ? limitW * 20 : (int)least;
        }
    }
}

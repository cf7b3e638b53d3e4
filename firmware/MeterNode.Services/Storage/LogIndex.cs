using System;

namespace MeterNode.Services.Storage
{
    /// <summary>
    /// The files of a log, oldest first. A file's name tells the numbers that it covers, so that a start reads names in place of
    /// files: <c>e0000000001-0000000040</c>; <c>t</c> in place of <c>e</c> where its entries were thinned.
    /// </summary>
    public sealed class LogIndex
    {
        private const char Plain = 'e';
        private const char Thin = 't';

        private long[] _first;
        private long[] _last;
        private bool[] _thinned;

        /// <summary>Makes an empty index.</summary>
        /// <param name="capacity">How many files it has room for at first.</param>
        public LogIndex(int capacity)
        {
            _first = new long[capacity];
            _last = new long[capacity];
            _thinned = new bool[capacity];
        }

        /// <summary>How many files there are.</summary>
        public int Count { get; private set; }

        /// <summary>The first number that a file covers.</summary>
        /// <param name="i">Which file.</param>
        public long First(int i) => _first[i];

        /// <summary>The last number that a file covers.</summary>
        /// <param name="i">Which file.</param>
        public long Last(int i) => _last[i];

        /// <summary>Whether the entries of a file were thinned.</summary>
        /// <param name="i">Which file.</param>
        public bool IsThinned(int i) => _thinned[i];

        /// <summary>Whether a file covers all that another one does.</summary>
        /// <param name="i">Which file.</param>
        /// <param name="j">The other one.</param>
        public bool Contains(int i, int j) => _first[i] <= _first[j] && _last[i] >= _last[j];

        /// <summary>The name of a file.</summary>
        /// <param name="i">Which file.</param>
        public string Name(int i) => Name(_first[i], _last[i], _thinned[i]);

        /// <summary>The name of a file that covers some numbers.</summary>
        /// <param name="first">The first.</param>
        /// <param name="last">The last.</param>
        /// <param name="thinned">Whether its entries were thinned.</param>
        public static string Name(long first, long last, bool thinned)
        {
            return (thinned ? Thin : Plain) + first.ToString("D10") + "-" + last.ToString("D10");
        }

        /// <summary>Adds a file by its name.</summary>
        /// <param name="name">The name, without the directory.</param>
        /// <returns>Whether it is the name of such a file.</returns>
        public bool TryAdd(string name)
        {
            int dash = name.IndexOf('-');
            bool thinned = name.Length > 0 && name[0] == Thin;
            if (dash < 2 || (!thinned && name[0] != Plain))
            {
                return false;
            }

            bool isName = long.TryParse(name.Substring(1, dash - 1), out long first);
            isName &= long.TryParse(name.Substring(dash + 1), out long last);

            // Comparing the whole name keeps out what the parser is lenient about.
            if (!isName || first < 1 || last < first || name != Name(first, last, thinned))
            {
                return false;
            }

            Add(first, last, thinned);
            return true;
        }

        /// <summary>Adds a file in its place: by its first number, and one that covers others before them.</summary>
        /// <param name="first">The first number that it covers.</param>
        /// <param name="last">The last.</param>
        /// <param name="thinned">Whether its entries were thinned.</param>
        public void Add(long first, long last, bool thinned)
        {
            if (Count == _first.Length)
            {
                Grow();
            }

            int i = Count++;
            while (i > 0 && (_first[i - 1] > first || (_first[i - 1] == first && _last[i - 1] < last)))
            {
                _first[i] = _first[i - 1];
                _last[i] = _last[i - 1];
                _thinned[i] = _thinned[i - 1];
                i--;
            }

            _first[i] = first;
            _last[i] = last;
            _thinned[i] = thinned;
        }

        /// <summary>Takes a file out.</summary>
        /// <param name="i">Which file.</param>
        public void RemoveAt(int i)
        {
            Count--;
            Array.Copy(_first, i + 1, _first, i, Count - i);
            Array.Copy(_last, i + 1, _last, i, Count - i);
            Array.Copy(_thinned, i + 1, _thinned, i, Count - i);
        }

        private void Grow()
        {
            int size = (2 * Count) + 8;
            var first = new long[size];
            var last = new long[size];
            var thinned = new bool[size];
            Array.Copy(_first, first, Count);
            Array.Copy(_last, last, Count);
            Array.Copy(_thinned, thinned, Count);
            _first = first;
            _last = last;
            _thinned = thinned;
        }
    }
}

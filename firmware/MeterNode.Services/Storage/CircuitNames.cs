using MeterNode.Core.Settings;

namespace MeterNode.Services.Storage
{
    /// <summary>
    /// Which circuits the node had in which of its starts: intervals that wait on flash hold figures without names, and the
    /// settings may have changed since. The last few changes are known; what is older cannot be told any more.
    /// </summary>
    public sealed class CircuitNames
    {
        /// <summary>The most changes that are known.</summary>
        public const int Most = 4;

        /// <summary>What it takes on flash at most, bytes.</summary>
        public const int MostBytes = 1 + (Most * (6 + (NodeSettings.MostCircuits * MostNameBytes)));

        private const int MostNameBytes = 1 + JsonSection.LongestName;

        private readonly int[] _from = new int[Most];
        private readonly string[][] _names = new string[Most][];
        private int _count;

        /// <summary>Says which circuits there are from a start of the node on. Nothing changes where they are those of before.</summary>
        /// <param name="boot">The start; higher than all before.</param>
        /// <param name="names">Their names, in the order of the entries.</param>
        public void Begin(int boot, string[] names)
        {
            if (_count > 0 && AreEqual(_names[_count - 1], names))
            {
                return;
            }

            if (_count == Most)
            {
                for (int i = 1; i < Most; i++)
                {
                    _from[i - 1] = _from[i];
                    _names[i - 1] = _names[i];
                }

                _count--;
            }

            _from[_count] = boot;
            _names[_count++] = names;
        }

        /// <summary>The circuits of a start.</summary>
        /// <param name="boot">The start.</param>
        /// <returns>Their names, or null where they are no longer known.</returns>
        public string[]? Of(int boot)
        {
            int i = IndexOf(boot);
            return i < 0 ? null : _names[i];
        }

        /// <summary>Whether two starts had the same circuits.</summary>
        /// <param name="boot">One.</param>
        /// <param name="other">The other.</param>
        public bool AreSame(int boot, int other)
        {
            int i = IndexOf(boot);
            return i >= 0 && i == IndexOf(other);
        }

        /// <summary>Writes what is known.</summary>
        /// <param name="writer">Is written to.</param>
        public void Write(ByteWriter writer)
        {
            writer.PutByte(_count);
            for (int i = 0; i < _count; i++)
            {
                writer.PutCompact(_from[i]);
                writer.PutByte(_names[i].Length);
                foreach (string name in _names[i])
                {
                    writer.PutText(name);
                }
            }
        }

        /// <summary>Reads it back.</summary>
        /// <param name="reader">Is read.</param>
        /// <returns>Whether it could be read; otherwise nothing is known.</returns>
        public bool Read(ByteReader reader)
        {
            int count = reader.GetByte();
            bool known = count <= Most;
            for (int i = 0; known && i < count; i++)
            {
                _from[i] = (int)reader.GetCompact();
                var names = new string[reader.GetByte()];
                for (int n = 0; n < names.Length; n++)
                {
                    names[n] = reader.GetText();
                }

                _names[i] = names;
            }

            known &= !reader.Failed;
            _count = known ? count : 0;
            return known;
        }

        private static bool AreEqual(string[] names, string[] others)
        {
            bool same = names.Length == others.Length;
            for (int i = 0; same && i < names.Length; i++)
            {
                same = names[i] == others[i];
            }

            return same;
        }

        private int IndexOf(int boot)
        {
            int i = _count - 1;
            while (i >= 0 && _from[i] > boot)
            {
                i--;
            }

            return i;
        }
    }
}

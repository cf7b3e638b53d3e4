using System;
using System.Linq;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Storage
{
    /// <summary>
    /// The sectors of the flash chip: which are in use, how often each was erased, and what the work on them costs. Sectors are
    /// taken in a circle from a random start, as littlefs does, so that those in use for data wear evenly.
    /// </summary>
    internal sealed class FlashMedia
    {
        internal const int SectorBytes = 4096;

        private readonly bool[] _used;
        private readonly int[] _erases;
        private int _next;
        private long _costErases;
        private long _costBytes;

        internal FlashMedia(int sizeBytes, int seed)
        {
            _used = new bool[sizeBytes / SectorBytes];
            _erases = new int[_used.Length];
            _next = new Random(seed).Next(_used.Length);
        }

        internal int Sectors => _used.Length;

        internal int FreeSectors => _used.Count(used => !used);

        internal long TotalErases { get; private set; }

        internal int MostErases => _erases.Max();

        internal long ProgrammedBytes { get; private set; }

        internal int ErasesOf(int sector)
        {
            return _erases[sector];
        }

        /// <summary>Takes a free sector and erases it.</summary>
        /// <exception cref="System.IO.IOException">There is none.</exception>
        internal int Allocate()
        {
            for (int i = 0; i < _used.Length; i++)
            {
                int sector = (_next + i) % _used.Length;
                if (!_used[sector])
                {
                    _next = (sector + 1) % _used.Length;
                    _used[sector] = true;
                    Erase(sector);
                    return sector;
                }
            }

            throw FlashErrors.Full();
        }

        /// <summary>Takes a certain sector, for what has its fixed place.</summary>
        internal void Claim(int sector)
        {
            _used[sector] = true;
        }

        internal void Free(int sector)
        {
            _used[sector] = false;
        }

        internal void FreeAll()
        {
            Array.Clear(_used);
        }

        internal void Erase(int sector)
        {
            _erases[sector]++;
            TotalErases++;
            _costErases++;
        }

        internal void Program(long bytes)
        {
            ProgrammedBytes += bytes;
            _costBytes += bytes;
        }

        /// <summary>What was done since the last call takes so long, µs.</summary>
        internal long TakeCostUs(BoardTimings timings)
        {
            long us = (_costErases * timings.FlashEraseUs) + (_costBytes * timings.FlashProgramPerKilobyteUs / 1024);
            ForgetCost();
            return us;
        }

        internal void ForgetCost()
        {
            _costErases = 0;
            _costBytes = 0;
        }
    }
}

using System;
using MeterNode.Board.Files;

namespace MeterNode.Board.Counters
{
    /// <summary>Reads counters that an earlier firmware has saved: version 1 had no contract's window.</summary>
    internal sealed class CounterMigration : IRecordMigration
    {
        private const int WithoutContract = 1;

        /// <inheritdoc/>
        public int Migrate(int schema, byte[] payload, int offset, int length, byte[] target)
        {
            if (schema != WithoutContract || length + 1 > target.Length)
            {
                return -1;
            }

            Array.Copy(payload, offset, target, 0, length);
            target[length] = 0;
            return length + 1;
        }
    }
}

namespace MeterNode.Services.Storage
{
    /// <summary>A log whose entries wait, with rising numbers, until somebody has them. One thread at a time.</summary>
    public interface IRecordLog
    {
        /// <summary>The number of the next entry.</summary>
        long Next { get; }

        /// <summary>Up to this number all was delivered or dropped.</summary>
        long Released { get; }

        /// <summary>Largest payload of an entry, bytes.</summary>
        int MostEntryBytes { get; }

        /// <summary>Entries that were dropped undelivered because the log was full; over restarts too.</summary>
        long Dropped { get; }

        /// <summary>Numbers for which no readable entry was there; over restarts too.</summary>
        long Damaged { get; }

        /// <summary>Whether it is not yet written down up to where entries were acknowledged.</summary>
        bool IsAcknowledgeUnsaved { get; }

        /// <summary>Finds what is stored. Once, before all else.</summary>
        /// <returns>Whether the log can be used.</returns>
        bool Open();

        /// <summary>Adds an entry; it is durable and can be read after the next <see cref="Commit"/>.</summary>
        /// <param name="payload">Holds its payload.</param>
        /// <param name="length">Size of the payload, bytes.</param>
        /// <returns>Its number; 0 where it was refused.</returns>
        long Add(byte[] payload, int length);

        /// <summary>Makes all that was added durable.</summary>
        /// <returns>Whether it is; if not it stays in memory for the next try.</returns>
        bool Commit();

        /// <summary>Reads an entry without taking it.</summary>
        /// <param name="after">The number of the one before; a released one, such as 0, gives the oldest that waits.</param>
        /// <param name="entry">Is filled; valid until the log is used again.</param>
        /// <returns>Whether there is one.</returns>
        bool TryRead(long after, LogEntry entry);

        /// <summary>Lets go of all entries up to one that has been delivered.</summary>
        /// <param name="sequence">Its number.</param>
        void Acknowledge(long sequence);

        /// <summary>Writes down up to where entries were acknowledged, which is otherwise done once for several.</summary>
        void SaveAcknowledged();
    }
}

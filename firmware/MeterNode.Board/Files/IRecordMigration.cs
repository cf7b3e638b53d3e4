namespace MeterNode.Board.Files
{
    /// <summary>Turns the payload of a record of another schema version into one of today's.</summary>
    public interface IRecordMigration
    {
        /// <summary>Converts a payload.</summary>
        /// <param name="schema">Its schema version; a higher one than today's after a return to an older firmware.</param>
        /// <param name="payload">Holds it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="length">Its size, bytes.</param>
        /// <param name="target">Takes the converted payload, from index 0 on.</param>
        /// <returns>Size of the converted payload, bytes; negative where there is no way.</returns>
        int Migrate(int schema, byte[] payload, int offset, int length, byte[] target);
    }
}

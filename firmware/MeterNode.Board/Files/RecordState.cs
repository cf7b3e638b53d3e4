namespace MeterNode.Board.Files
{
    /// <summary>What was found of a record.</summary>
    public enum RecordState
    {
        /// <summary>Nothing: it was never saved, or the drive was formatted.</summary>
        Missing,

        /// <summary>Files, none of which is a whole record.</summary>
        Damaged,

        /// <summary>A whole record, of a schema version that nobody could convert.</summary>
        OtherSchema,

        /// <summary>
        /// One usable copy, while the other one is damaged or of an unknown schema: a power cut during the last save leaves that,
        /// and so does a damaged bit, after which the copy can be the one before the last save.
        /// </summary>
        OneCopy,

        /// <summary>All that was ever saved last.</summary>
        Whole,
    }
}

namespace MeterNode.Services.Storage
{
    /// <summary>What the bytes of a record's file turn out to be.</summary>
    public enum RecordCheck
    {
        /// <summary>A whole record.</summary>
        Good,

        /// <summary>Nothing: no file.</summary>
        Missing,

        /// <summary>An empty file, as a power cut leaves it that comes before the first close.</summary>
        Empty,

        /// <summary>It does not begin as a record.</summary>
        NotARecord,

        /// <summary>A record of something else.</summary>
        OtherKind,

        /// <summary>Its length is not the one that it states.</summary>
        WrongLength,

        /// <summary>Some of its bits are not what they were.</summary>
        WrongChecksum,
    }
}

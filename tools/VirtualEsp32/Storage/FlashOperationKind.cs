namespace VirtualEsp32.Storage
{
    /// <summary>What the firmware does with its file system.</summary>
    public enum FlashOperationKind
    {
        /// <summary>Looks whether a path exists.</summary>
        Lookup,

        /// <summary>Opens an existing file.</summary>
        Open,

        /// <summary>Makes a file, empty and at once durable, and opens it.</summary>
        Create,

        /// <summary>Reads from an open file.</summary>
        Read,

        /// <summary>Writes to an open file; not durable yet.</summary>
        Write,

        /// <summary>Empties the runtime's buffer; makes nothing durable.</summary>
        Flush,

        /// <summary>Cuts or extends an open file; not durable yet.</summary>
        SetLength,

        /// <summary>Closes a file that was only read.</summary>
        Close,

        /// <summary>Closes a file that was written: its new content becomes durable, as a whole.</summary>
        Commit,

        /// <summary>Deletes a file.</summary>
        Delete,

        /// <summary>Renames a file.</summary>
        Move,

        /// <summary>Makes a directory.</summary>
        MakeDirectory,

        /// <summary>Removes a directory.</summary>
        RemoveDirectory,

        /// <summary>Lists a directory.</summary>
        List,
    }
}

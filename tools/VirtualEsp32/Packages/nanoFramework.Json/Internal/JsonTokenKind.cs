namespace nanoFramework.Json.Internal
{
    /// <summary>What the lexer finds.</summary>
    internal enum JsonTokenKind
    {
        BeginObject,
        EndObject,
        BeginArray,
        EndArray,
        Colon,
        Comma,
        String,
        Date,
        Number,
        True,
        False,
        Null,
        End,
        Error,
    }
}

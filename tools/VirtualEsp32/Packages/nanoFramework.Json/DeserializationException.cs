using System;

namespace nanoFramework.Json
{
    /// <summary>A text is no JSON, or no JSON that the library can take. It carries no message.</summary>
    public class DeserializationException : Exception
    {
    }
}

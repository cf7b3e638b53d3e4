using System;

namespace nanoFramework.TestFramework
{
    /// <summary>A test has decided not to run.</summary>
    public class SkipTestException : Exception
    {
        public SkipTestException(string? message = null, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}

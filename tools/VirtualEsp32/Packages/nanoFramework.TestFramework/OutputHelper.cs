using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Writes into the output of a test run.</summary>
    public static class OutputHelper
    {
        public static void Write(string message)
        {
            Console.Write(message);
        }

        public static void WriteLine(string message)
        {
            Console.WriteLine(message);
        }
    }
}

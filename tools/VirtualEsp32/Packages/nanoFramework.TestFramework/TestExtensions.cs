using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Help for tests.</summary>
    public static class TestExtensions
    {
        /// <summary>Whether two arrays hold elements of the same types and values; two nulls are not equal.</summary>
        public static bool SequenceEqual(this Array? a, Array? b)
        {
            if (a is null || b is null || a.Length != b.Length)
            {
                return false;
            }

            for (int i = 0; i < a.Length; i++)
            {
                if (!Equals(a.GetValue(i), b.GetValue(i)))
                {
                    return false;
                }
            }

            return true;
        }
    }
}

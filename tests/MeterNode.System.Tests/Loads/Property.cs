using System;
using CsCheck;
using Xunit;

namespace MeterNode.System.Tests.Loads
{
    /// <summary>
    /// Cases from a fixed seed, so that a run can be repeated; a case that fails is made smaller by CsCheck, which prints its seed
    /// and the values that are left.
    /// </summary>
    internal static class Property
    {
        private const uint Stream = 1;
        private const ulong Seed = 20260101;

        /// <summary>Asserts that a property holds.</summary>
        /// <param name="cases">Where cases come from.</param>
        /// <param name="holds">The property.</param>
        /// <param name="count">How many cases.</param>
        public static void Holds<T>(Gen<T> cases, Func<T, bool> holds, int count = 20000)
        {
            var random = new PCG(Stream, Seed);
            for (int i = 0; i < count; i++)
            {
                ulong state = random.State;
                var value = cases.Generate(random, null, out _);
                if (!holds(value))
                {
                    string seed = random.ToString(state);
                    cases.Sample(holds, seed: seed, iter: 20000);
                    Assert.Fail("case " + i + " of seed " + seed + ": " + Check.Print(value));
                }
            }
        }
    }
}

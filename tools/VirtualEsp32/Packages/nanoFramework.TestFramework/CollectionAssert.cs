using System.Collections;

namespace nanoFramework.TestFramework
{
    /// <summary>The platform's assertions about collections: element by element, in order, not into nested collections.</summary>
    public sealed class CollectionAssert
    {
        public static void Empty(ICollection collection, string message = "")
        {
            Assert.RequireNotNull(collection, "CollectionAssert.Empty");
            if (collection.Count != 0)
            {
                Assert.Fail("CollectionAssert.Empty", message);
            }
        }

        public static void NotEmpty(ICollection collection, string message = "")
        {
            Assert.RequireNotNull(collection, "CollectionAssert.NotEmpty");
            if (collection.Count == 0)
            {
                Assert.Fail("CollectionAssert.NotEmpty", message);
            }
        }

        public static void AreEqual(ICollection? expected, ICollection? actual, string message = "")
        {
            string difference = Difference(expected, actual);
            if (difference.Length > 0)
            {
                Assert.Fail("CollectionAssert.AreEqual", $"{message}({difference})");
            }
        }

        public static void AreNotEqual(ICollection? notExpected, ICollection? actual, string message = "")
        {
            if (Difference(notExpected, actual).Length == 0)
            {
                Assert.Fail("CollectionAssert.AreNotEqual", $"{message}(Both collection contain same elements.)");
            }
        }

        /// <summary>How two collections differ; empty when they do not.</summary>
        private static string Difference(ICollection? expected, ICollection? actual)
        {
            if (ReferenceEquals(expected, actual))
            {
                return string.Empty;
            }

            if (expected is null || actual is null)
            {
                return "One is null.";
            }

            if (expected.Count != actual.Count)
            {
                return "Different number of elements.";
            }

            var left = expected.GetEnumerator();
            var right = actual.GetEnumerator();
            for (int i = 0; left.MoveNext() && right.MoveNext(); i++)
            {
                if (!Equals(left.Current, right.Current))
                {
                    return $"Element at index {i} do not match. Expected:<{left.Current}>. Actual:<{right.Current}>.";
                }
            }

            return string.Empty;
        }
    }
}

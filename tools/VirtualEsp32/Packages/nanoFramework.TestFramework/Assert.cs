using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using TestFrameworkShared;

namespace nanoFramework.TestFramework
{
    /// <summary>The platform's assertions. Without a message of its own each tells the expression that it looked at.</summary>
    public sealed partial class Assert
    {
        public static void AreSame(
            object? expected, object? actual, [CallerArgumentExpression(nameof(actual))] string message = "")
        {
            if (!ReferenceEquals(expected, actual))
            {
                string hint = expected is ValueType || actual is ValueType ? "Boxed values are never the same; use AreEqual. " : string.Empty;
                Fail("Assert.AreSame", hint + Show(message));
            }
        }

        public static void AreNotSame(
            object? notExpected, object? actual, [CallerArgumentExpression(nameof(actual))] string message = "")
        {
            if (ReferenceEquals(notExpected, actual))
            {
                Fail("Assert.AreNotSame", Show(message));
            }
        }

        public static void Contains(
            string expected, string value, [CallerArgumentExpression(nameof(value))] string message = "")
        {
            RequireNotNull(expected, "Assert.Contains");
            RequireNotNull(value, "Assert.Contains");
            if (!value.Contains(expected, StringComparison.Ordinal))
            {
                Fail("Assert.Contains", $"'{value}' does not contain '{expected}'. {Show(message)}");
            }
        }

        public static void DoesNotContains(
            string notExpected, string value, [CallerArgumentExpression(nameof(value))] string message = "")
        {
            RequireNotNull(notExpected, "Assert.DoesNotContains");
            RequireNotNull(value, "Assert.DoesNotContains");
            if (value.Contains(notExpected, StringComparison.Ordinal))
            {
                Fail("Assert.DoesNotContains", $"'{value}' should not contain '{notExpected}'. {Show(message)}");
            }
        }

        public static void StartsWith(
            string expected, string value, [CallerArgumentExpression(nameof(value))] string message = "")
        {
            RequireNotNull(expected, "Assert.StartsWith");
            RequireNotNull(value, "Assert.StartsWith");
            if (!value.StartsWith(expected, StringComparison.Ordinal))
            {
                Fail("Assert.StartsWith", $"'{value}' does not start with '{expected}'. {Show(message)}");
            }
        }

        public static void EndsWith(
            string expected, string value, [CallerArgumentExpression(nameof(value))] string message = "")
        {
            RequireNotNull(expected, "Assert.EndsWith");
            RequireNotNull(value, "Assert.EndsWith");
            if (!value.EndsWith(expected, StringComparison.Ordinal))
            {
                Fail("Assert.EndsWith", $"'{value}' does not end with '{expected}'. {Show(message)}");
            }
        }

        public static void IsTrue(
            [DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string message = "")
        {
            if (!condition)
            {
                Fail("Assert.IsTrue", message);
            }
        }

        public static void IsFalse(
            [DoesNotReturnIf(true)] bool condition, [CallerArgumentExpression(nameof(condition))] string message = "")
        {
            if (condition)
            {
                Fail("Assert.IsFalse", message);
            }
        }

        public static void IsNull(object? value, [CallerArgumentExpression(nameof(value))] string message = "")
        {
            if (value is not null)
            {
                Fail("Assert.IsNull", message);
            }
        }

        public static void IsNotNull([NotNull] object? value, [CallerArgumentExpression(nameof(value))] string message = "")
        {
            if (value is null)
            {
                Fail("Assert.IsNotNull", message);
            }
        }

        /// <summary>Passes for exactly this type; a derived one is another.</summary>
        public static void IsInstanceOfType(
            object? value, Type expected, [CallerArgumentExpression(nameof(value))] string message = "")
        {
            RequireNotNull(expected, "Assert.IsInstanceOfType");
            if (value?.GetType() != expected)
            {
                Fail("Assert.IsInstanceOfType", $"Expected type:<{expected}>. Actual type:<{Show(value?.GetType())}>. {Show(message)}");
            }
        }

        public static void IsNotInstanceOfType(
            object? value, Type notExpected, [CallerArgumentExpression(nameof(value))] string message = "")
        {
            RequireNotNull(notExpected, "Assert.IsNotInstanceOfType");
            if (value?.GetType() == notExpected)
            {
                Fail("Assert.IsNotInstanceOfType", $"Wrong type:<{notExpected}>. {Show(message)}");
            }
        }

        /// <summary>Passes when an action throws an exception of exactly this type; a derived one is another.</summary>
        public static void ThrowsException(
            Type exception, Action action, [CallerArgumentExpression(nameof(action))] string message = "")
        {
            RequireNotNull(action, "Assert.ThrowsException");
            RequireNotNull(exception, "Assert.ThrowsException");
            try
            {
                action();
            }
            catch (Exception thrown)
            {
                if (thrown.GetType() != exception)
                {
                    Fail(
                        "Assert.ThrowsException",
                        $"Threw exception {thrown.GetType().Name}, but exception {exception.Name} was expected. {Show(message)}"
                        + $"\r\nException Message: {thrown.Message}");
                }

                return;
            }

            Fail("Assert.ThrowsException", $"No exception thrown. {exception.Name} exception was expected. {Show(message)}");
        }

        /// <summary>Ends the test without a result; in a <see cref="SetupAttribute"/> method it skips the whole class.</summary>
        /// <exception cref="SkipTestException">Always.</exception>
        [DoesNotReturn]
        public static void SkipTest(string? message = null)
        {
            throw new SkipTestException(message);
        }

        [DoesNotReturn]
        internal static void Fail(string assertion, string? message)
        {
            throw new AssertFailedException(assertion + " failed. " + (string.IsNullOrEmpty(message) ? string.Empty : Show(message)));
        }

        internal static void RequireNotNull(
            [NotNull] object? value, string assertion, [CallerArgumentExpression(nameof(value))] string parameter = "")
        {
            if (value is null)
            {
                Fail(assertion, $"The parameter '{parameter}' is invalid. The value cannot be null.");
            }
        }

        /// <summary>A value for a message, with what cannot be printed made visible.</summary>
        internal static string Show(object? value)
        {
            string text = value is null ? "(null)" : value.ToString() ?? "(object)";
            return text.Contains('\0') ? new StringBuilder(text).Replace("\0", "\\0").ToString() : text;
        }
    }
}

namespace MeterNode.Platform.Tests
{
    /// <summary>One of everything that runs on the board and that a careless rule might take for something else.</summary>
    internal static class CleanSnippet
    {
        /// <summary>The source.</summary>
        public const string Source = """
            #nullable enable
            using System;
            using System.Collections;
            using System.Diagnostics;
            using System.Text;
            using System.Threading;
            using nanoFramework.TestFramework;

            public delegate int Combine(int a, int b);

            [Flags]
            public enum Faults : byte { None = 0, Sensor = 1, Relay = 2 }

            [AttributeUsage(AttributeTargets.Class)]
            public sealed class MarkAttribute : Attribute { public Type? Kind { get; set; } }

            public readonly struct Range
            {
                public Range(int low, int high) { Low = low; High = high; }
                public int Low { get; }
                public int High { get; }
                public static Range operator +(in Range a, in Range b) => new Range(a.Low + b.Low, a.High + b.High);
                public override string ToString() => Low + ".." + High;
            }

            public ref struct Cursor { public SpanByte Left; }

            public interface ILoad { int PowerW { get; } event EventHandler? Changed; }

            [Mark(Kind = typeof(string))]
            [DebuggerDisplay("{PowerW}")]
            public sealed class Load : ILoad, IDisposable
            {
                private static readonly int[] s_table = { 1, 2, 3, 5, 8, 13, 21, 34 };
                private static readonly string[][] s_names = { new[] { "a" }, new[] { "b", "c" } };
                private readonly object _lock = new();
                private UIntPtr _handle;
                public UIntPtr Handle => _handle;
                private double _last;
                public event EventHandler? Changed;
                public int PowerW { get; init; }
                public Faults Faults { get; private set; }

                public string Describe(string name, double x, DateTime at, DayOfWeek day)
                {
                    int offset = 0;
                    Combine add = (a, b) => a + b + offset;
                    offset = add(1, 2);
                    string kind = name switch { "ev" => "car", "hp" => "pump", "a" => "b", "c" => "d", "e" => "f", "g" => "h", "i" => "j", _ => "other" };
                    object boxed = day;
                    Faults |= Faults.Relay;
                    bool isFault = Faults.HasFlag(Faults.Sensor) || boxed.Equals(DayOfWeek.Monday);
                    return $"{kind} {offset:D2} {x:F1} {x,8:N2} {at:yyyy-MM-dd} {(int)day} {isFault} {at.ToString("HH:mm")} {offset.ToString("X4")} {{0:E}}";
                }

                public bool IsHigher(double x, double y)
                {
                    bool isSame = x == _last || x != y || double.IsNaN(x) || x > 0.0;
                    _last = x;
                    return isSame && x / (y + 1.0) > 0.5 && 0.0 / (x + 2) == 0;
                }

                public int Work(byte[] data, ArrayList list)
                {
                    int sum = s_table[2] + s_names[1].Length;
                    list.Insert(0, Faults);
                    foreach (object item in list)
                    {
                        if (item is int number && number > 3) { sum += number; }
                    }

                    foreach (byte b in data) { sum += b; }
                    var cursor = new Cursor { Left = new SpanByte(data) };
                    Twice(ref sum);
                    sum++;
                    try
                    {
                        lock (_lock) { sum = checked(3) + cursor.Left.Length; }
                    }
                    catch (Exception e) when (e.Message.Length > 3)
                    {
                        sum = new Range(1, 2).High;
                    }
                    finally
                    {
                        Changed?.Invoke(this, EventArgs.Empty);
                    }

                    return sum + Interlocked.Increment(ref sum) + (int)Math.Sqrt(sum);

                    static void Twice(ref int value) => value *= 2;
                }

                public void Dispose() => Debug.WriteLine(new StringBuilder().Append(PowerW).Append("W").ToString());
            }

            [TestClass]
            public class LoadTests
            {
                private static int s_count;

                [Setup]
                public void Setup() => s_count = 0;

                [TestMethod]
                public void Load_New_HasNoPower()
                {
                    s_count++;
                    Assert.AreEqual(0, new Load().PowerW);
                    Assert.AreEqual(1, s_count);
                    Assert.ThrowsException(typeof(ArgumentException), () => throw new ArgumentException("x"));
                }

                [DataRow(1, 2)]
                public void Load_Row_Runs(int a, int b) => Assert.IsTrue(a < b);
            }
            """;
    }
}

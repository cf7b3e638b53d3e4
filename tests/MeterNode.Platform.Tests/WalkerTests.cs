using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace MeterNode.Platform.Tests
{
    /// <summary>
    /// Each rule of the walker is shown to fire: a snippet yields findings of that rule and of no other, one of them at
    /// the line marked with <c>// here</c>, in both configurations.
    /// </summary>
    public sealed class WalkerTests
    {
        [Theory]
        [InlineData("class Box<T> // here\n{ public T Value; }")]
        [InlineData("static class C {\n static T Same<T>(T value) => value; // here\n}")]
        public void Walk_GenericDeclared_IsFound(string source) => AssertFound(Rule.Generics, source);

        [Theory]
        [InlineData("class C { static int M() {\n var list = new System.Collections.Generic.List<int>(); // here\n return list.Count; } }")]
        [InlineData("class C { void M() {\n System.Array.Resize(ref s_a, 3); // here\n }\n static int[] s_a; }")]
        [InlineData("class C {\n System.Func<int, int> Handler; // here\n}")]
        [InlineData("class C {\n int? M() => null; // here\n}")]
        [InlineData("class C\n { static (int, int) M() // here\n => (1, 2); }")]
        [InlineData("class C\n : System.IEquatable<C> // base\n { public bool Equals(C other) => true; }")]
        public void Walk_GenericUsed_IsFound(string source) => AssertFound(Rule.Generics, source, forPc: true);

        [Theory]
        [InlineData("class C { static void M() {\n var a = new int[2, 3]; // here\n System.Diagnostics.Debugger.Break(); a[0, 0] = 1; } }")]
        [InlineData("class C {\n int[][,] _a; // here\n}")]
        public void Walk_MultidimensionalArray_IsFound(string source) => AssertFound(Rule.MultidimensionalArray, source);

        [Fact]
        public void Walk_Finalizer_IsFound() => AssertFound(Rule.Finalizer, "class C {\n ~C() // here\n { } }");

        [Theory]
        [InlineData("class C { static object M() {\n return typeof(System.DBNull); // here\n } }")]
        [InlineData("class C {\n System.AttributeTargets _targets; // here\n}")]
        [InlineData("class C { static bool M(object o) {\n return o is System.ObsoleteAttribute; // here\n } }")]
        [InlineData("class C\n : System.FlagsAttribute { } // base\n")]
        [InlineData("class C { static object M(System.Type t) {\n return t.GetFields(0); // here\n } }")]
        [InlineData("class C { static object M() {\n return typeof(System.UIntPtr); // here\n } }")]
        public void Walk_ExcludedType_IsFound(string source) => AssertFound(Rule.ExcludedType, source);

        [Theory]
        [InlineData("unsafe class C {\n static int M(int[] a) // here\n { fixed (int* p = a) { return *p; } } }")]
        [InlineData("unsafe class C { static void M()\n { byte* p = stackalloc byte[4]; // here\n *p = 1; } }")]
        [InlineData("unsafe class C {\n static int M(delegate*<int, int> f) => f(1); // here\n}")]
        [InlineData("class C { static int M(int i) {\n var r = __makeref(i); // here\n return __refvalue(r, int); } }")]
        [InlineData("unsafe class C {\n int* _p; // here\n}")]
        public void Walk_UnsafeCode_IsFound(string source) => AssertFound(Rule.UnsafeCode, source);

        [Fact]
        public void Walk_NullInAttribute_IsFound() => AssertFound(
            Rule.NullInAttribute,
            "[nanoFramework.TestFramework.TestClass] public class C {\n [nanoFramework.TestFramework.DataRow(1, null)] public void M(int a, string b) { System.Diagnostics.Debugger.Break(); } // here\n }");

        [Fact]
        public void Walk_DefaultInterfaceMember_IsFound() =>
            AssertFound(Rule.DefaultInterfaceMember, "interface I {\n int M() => 1; // here\n}");

        [Fact]
        public void Walk_ModuleInitializer_IsFound() => AssertFound(
            Rule.ModuleInitializer,
            """
            class C
            {
                [System.Runtime.CompilerServices.ModuleInitializer]
                internal static void Start() // here
                    => s_started = true;
                static bool s_started;
            }
            namespace System.Runtime.CompilerServices { class ModuleInitializerAttribute : System.Attribute { } }
            """);

        [Theory]
        [InlineData("class C { static int M(int a, int b) {\n return checked(a + b); // here\n } }")]
        [InlineData("class C { static byte M(int a) {\n return checked((byte)a); // here\n } }")]
        [InlineData("class C { static ulong M(ulong a) {\n return checked(a * 3); // here\n } }")]
        public void Walk_CheckedArithmetic_IsFound(string source) => AssertFound(Rule.CheckedArithmetic, source);

        [Theory]
        [InlineData("return day.ToString();")]
        [InlineData("return \"day \" + day;")]
        [InlineData("return $\"day {day}\";")]
        [InlineData("return $\"{1} of {2} {day}\";")]
        [InlineData("return string.Format(\"{0}\", day);")]
        [InlineData("return string.Concat(day, 1);")]
        [InlineData("return ((object)day).ToString();")]
        [InlineData("System.Enum e = day; return e.ToString();")]
        [InlineData("object o = later ? (object)1 : day; return \"x\" + o;")]
        [InlineData("object[] all = { 1, day }; return string.Concat(all);")]
        [InlineData("object o = 1; if (later) { o = day; } return string.Format(\"{0}\", o);")]
        [InlineData("return new System.Text.StringBuilder().Append(day).ToString();")]
        [InlineData("System.Console.WriteLine($\"{day}\"); return null;")]
        public void Walk_EnumText_IsFound(string statements) => AssertFound(
            Rule.EnumText, "class C { static string M(System.DayOfWeek day, bool later) {\n" + statements + " // here\n} }");

        [Fact]
        public void Walk_TextOfAnyEnum_IsFound() =>
            AssertFound(Rule.EnumText, "class C { static string M(System.Enum e) {\n return e.ToString(); // here\n } }");

        [Theory]
        [InlineData("return x.ToString(\"0.00\");")]
        [InlineData("return x.ToString(\"E3\");")]
        [InlineData("return x.ToString(\"D3\");")]
        [InlineData("return i.ToString(\"P\");")]
        [InlineData("return i.ToString(x > 1 ? \"D2\" : \"000\");")]
        [InlineData("return $\"{x:0.0}\";")]
        [InlineData("return $\"{i:D2} {x,8:X4}\";")]
        [InlineData("return string.Format(\"{0:C}\", i);")]
        public void Walk_NumberFormat_IsFound(string statements) => AssertFound(
            Rule.NumberFormat, "class C { static string M(double x, int i) {\n" + statements + " // here\n} }");

        [Fact]
        public void Walk_ReferenceThatIsNotDeployed_IsFound()
        {
            const string source = "class C { static double M(double x) => System.Math.Sqrt(x); }";
            var deployed = new HashSet<string>(StringComparer.Ordinal) { "mscorlib" };

            IReadOnlyList<Finding> findings = Snippet.ForBoard(source, optimize: true).Walk(deployed);

            Finding finding = Assert.Single(findings);
            Assert.Equal((Rule.UndeployedReference, "System.Math"), (finding.Rule, finding.Member));
        }

        [Fact]
        public void Walk_TooManyAssemblies_IsFound()
        {
            HashSet<string> deployed = Enumerable.Range(1, 64).Select(i => "Assembly" + i).Append("mscorlib").ToHashSet();

            IReadOnlyList<Finding> findings = Snippet.ForBoard("class C { }", optimize: true).Walk(deployed);

            Assert.Equal(Rule.TooManyAssemblies, Assert.Single(findings).Rule);
        }

        [Fact]
        public void Walk_AsManyAssembliesAsFit_IsClean()
        {
            HashSet<string> deployed = Enumerable.Range(1, 63).Select(i => "Assembly" + i).Append("mscorlib").ToHashSet();

            Assert.Empty(Snippet.ForBoard("class C { }", optimize: true).Walk(deployed));
        }

        [Fact]
        public void Walk_VolatileField_IsFound() => AssertFound(
            Rule.Volatile,
            """
            class C
            {
                static volatile bool s_stop; // here
                static bool M() => s_stop;
            }
            """,
            forPc: true);

        [Fact]
        public void Walk_ModifiedSignature_IsFound() => AssertFound(
            Rule.ModifiedSignature,
            """
            class C
            {
                static int[] s_a;
                static ref readonly int M() => ref s_a[0]; // here
            }
            namespace System.Runtime.InteropServices { class InAttribute : System.Attribute { } }
            """);

        [Theory]
        [InlineData("class C {\n public async void M() // here\n { await System.Threading.Tasks.Task.Delay(1); } }")]
        [InlineData("class C {\n System.Collections.IEnumerator M() // here\n { yield return 1; } }")]
        [InlineData("class C {\n System.Collections.Generic.IEnumerable<int> M() // here\n { yield return 1; } }")]
        public void Walk_StateMachine_IsFoundOnce(string source)
        {
            Finding finding = Assert.Single(Snippet.ForPc(source, optimize: true).Walk());

            Assert.Equal((Rule.StateMachine, MarkedLine(source)), (finding.Rule, finding.Line));
        }

        [Theory]
        [InlineData("int _count; // here\n[TestMethod] public void M() { }")]
        [InlineData("int Count { get; set; } // here\n[TestMethod] public void M() { }")]
        [InlineData("[TestMethod] public void M() {\nHelp(); // here\n} void Help() { }")]
        [InlineData("[Setup] public void M() {\nSystem.Console.WriteLine(this == null ? \"\" : \"x\"); // here\n}")]
        public void Walk_InstanceStateInTest_IsFound(string members) => AssertFound(
            Rule.InstanceStateInTest, "using nanoFramework.TestFramework;\n[TestClass] public class T {\n" + members + "\n}");

        [Theory]
        [InlineData("return x == double.NaN;")]
        [InlineData("return x > float.NaN;")]
        [InlineData("return x != x;")]
        [InlineData("return _x != _x;")]
        [InlineData("return all[1] == all[1];")]
        [InlineData("double limit = double.NaN; if (_x > 1) { limit = x; } return x >= limit;")]
        public void Walk_ComparisonThatReliesOnNaN_IsFound(string statements)
        {
            string source = "class C { double _x; bool M(double x, double[] all) {\n" + statements + " // here\n} }";

            AssertFound(Rule.NanComparison, source);
        }

        [Theory]
        [InlineData("return x / 0.0;")]
        [InlineData("return x % 0f;")]
        [InlineData("double zero = 0; return x / zero;")]
        public void Walk_DivisionByZero_IsFound(string statements) => AssertFound(
            Rule.ZeroDivision, "class C { static double M(double x) {\n" + statements + " // here\n} }");

        [Fact]
        public void Walk_MoreStaticMethodsThanFit_IsFound()
        {
            string methods = string.Concat(Enumerable.Range(0, 256).Select(i => "static void M" + i + "() { }\n"));

            AssertFound(Rule.FormatLimit, "class C // here\n{\n" + methods + "}");
        }

        [Fact]
        public void Walk_MoreCasesThanFit_IsFound()
        {
            string cases = string.Concat(Enumerable.Range(0, 256).Select(i => "case " + i + ": return " + (i * 7 % 256) + ";\n"));

            AssertFound(Rule.FormatLimit, "class C {\n static int M(int i) { // here\n switch (i) {\n" + cases + "}\nreturn -1; } }");
        }

        [Fact]
        public void Walk_MoreCodeThanFits_IsFound()
        {
            var source = new StringBuilder("class C {\n");
            for (int method = 0; method < 12; method++)
            {
                source.Append("static long M").Append(method).Append("(long x) { long s = 0;\n");
                for (int line = 0; line < 550; line++)
                {
                    source.Append("s += x * ").Append(10_000_000_000L + line).Append(";\n");
                }

                source.Append("return s; }\n");
            }

            AssertFound(Rule.FormatLimit, source.Append('}').ToString());
        }

        [Fact]
        public void Walk_MoreTextThanFits_IsFound()
        {
            string text = new('x', 33_000);

            AssertFound(Rule.FormatLimit, "class C { static string A = \"a" + text + "\"; static string B = \"b" + text + "\"; }");
        }

        [Fact]
        public void Walk_MoreInitialDataThanFits_IsFound()
        {
            string numbers = string.Join(",", Enumerable.Range(1, 66_000).Select(i => (i % 250) + 1));

            AssertFound(Rule.FormatLimit, "class C { static byte[] s_a = {" + numbers + "}; }");
        }

        [Theory]
        [InlineData("Throw(); // here\n try { s_x++; } catch (System.Exception) { return; }")]
        [InlineData("s_x = 1;\n new C().Go(); // here\n try { s_x++; } finally { s_x--; }")]
        [InlineData("s_x++; try {\n Throw(); // here\n try { s_x++; } finally { s_x--; } } catch (System.Exception) { return; }")]
        public void Walk_CallBeforeTry_IsFound(string statements) => AssertFound(
            Rule.CallBeforeTry, "class C { static int s_x; static void Throw() { } void Go() { }\n static void M() {\n" + statements + "\n} }");

        [Theory]
        [InlineData("Throw(); s_x++; try { s_x++; } catch (System.Exception) { return; }")]
        [InlineData("int a = Number(); try { s_x += a; } catch (System.Exception) { return; }")]
        [InlineData("try { Throw(); } catch (System.Exception) { return; }")]
        [InlineData("lock (typeof(C)) { s_x++; }")]
        public void Walk_CallApartFromTry_IsClean(string statements)
        {
            foreach (bool optimize in new[] { false, true })
            {
                Assert.Empty(Snippet.ForBoard("class C { static int s_x; static int Number() => 1; static void Throw() { }\n static void M() {\n" + statements + "\n} }", optimize).Walk());
            }
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Walk_WhatRunsOnTheBoard_IsClean(bool optimize) =>
            Assert.Empty(Snippet.ForBoard(CleanSnippet.Source, optimize).Walk());

        private static void AssertFound(Rule rule, string source, bool forPc = false)
        {
            foreach (bool optimize in new[] { false, true })
            {
                Snippet snippet = forPc ? Snippet.ForPc(source, optimize) : Snippet.ForBoard(source, optimize);

                IReadOnlyList<Finding> findings = snippet.Walk();

                Assert.NotEmpty(findings);
                Assert.All(findings, f => Assert.Equal(rule, f.Rule));
                int line = MarkedLine(source);
                if (line != 0)
                {
                    Assert.Contains(findings, f => f.File == Snippet.Path && f.Line == line);
                }
            }
        }

        // 0 when no line is marked: the finding is about the assembly, or about the line before.
        private static int MarkedLine(string source) =>
            Array.FindIndex(source.Split('\n'), l => l.Contains("// here", StringComparison.Ordinal)) + 1;
    }
}

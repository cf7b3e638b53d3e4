using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MeterNode.Platform.Tests
{
    /// <summary>Compile and walk, shown on a small tree: each fault is found where it is.</summary>
    public sealed class SampleTreeTests : IDisposable
    {
        private const string Meter = "firmware/Lib/Inner/Meter.cs";

        private readonly SampleTree _sample = new();

        /// <inheritdoc/>
        public void Dispose() => _sample.Dispose();

        [Theory]
        [InlineData("Debug")]
        [InlineData("Release")]
        public void Check_TreeInWhichAllIsRight_IsClean(string configuration) => Assert.Empty(_sample.Check(configuration));

        [Fact]
        public void Check_SourceThatDoesNotCompile_NamesFileAndLine()
        {
            _sample.Replace(Meter, "System.Math.Sqrt(square)", "System.MathF.Sqrt(square)");

            Finding finding = _sample.Check("Release").First(f => f.Rule == Rule.Compile);

            Assert.Equal((Meter, 5, "CS0234"), (finding.File, finding.Line, finding.Member));
        }

        [Fact]
        public void Check_SyntaxNewerThanCSharp9_DoesNotCompile()
        {
            _sample.Write("firmware/Lib/New.cs", "namespace Lib;\n");

            Assert.Contains(_sample.Check("Release"), f => (f.Rule, f.File, f.Member) == (Rule.Compile, "firmware/Lib/New.cs", "CS8773"));
        }

        [Fact]
        public void Check_AssemblyThatIsNotListed_DoesNotCompile()
        {
            _sample.Replace(SampleTree.Library, "Include=\"System.Math\"", "Include=\"System.Threading\"");

            Assert.Contains(_sample.Check("Release"), f => (f.Rule, f.File, f.Line) == (Rule.Compile, Meter, 5));
        }

        [Fact]
        public void Check_AssemblyOfAReferencedProject_IsNotSeen()
        {
            _sample.Replace("firmware/App/Program.cs", "Lib.Meter.Rms(2)", "System.Math.Sqrt(2)");

            Assert.Contains(_sample.Check("Release"), f => (f.Rule, f.File) == (Rule.Compile, "firmware/App/Program.cs"));
        }

        [Theory]
        [InlineData("Debug", true)]
        [InlineData("Release", false)]
        public void Check_FaultUnderDebug_IsFoundInThatConfiguration(string configuration, bool isFound)
        {
            _sample.Write("firmware/Lib/Trace.cs", "#if DEBUG\nclass Trace { ~Trace() { } }\n#endif\n");

            IReadOnlyList<Finding> findings = _sample.Check(configuration);

            Assert.Equal(isFound, findings.Any(f => (f.Rule, f.File, f.Line) == (Rule.Finalizer, "firmware/Lib/Trace.cs", 2)));
        }

        [Fact]
        public void Check_OwnSymbol_IsDefined()
        {
            _sample.Replace(SampleTree.Library, "<LangVersion>", "<DefineConstants>$(DefineConstants);METER</DefineConstants><LangVersion>");
            _sample.Write("firmware/Lib/Own.cs", "#if METER\n#error Seen\n#endif\n");

            Assert.Contains(_sample.Check("Release"), f => (f.File, f.Member) == ("firmware/Lib/Own.cs", "CS1029"));
        }

        [Fact]
        public void Check_EnumOfAnotherProject_IsKnownAsOne()
        {
            _sample.Write("firmware/Lib/State.cs", "namespace Lib { public enum State { On } }\n");
            _sample.Write("firmware/App/Text.cs", "namespace App { static class Text {\n static string Of(Lib.State s) => \"\" + s; } }\n");

            Assert.Contains(_sample.Check("Release"), f => (f.Rule, f.File, f.Line) == (Rule.EnumText, "firmware/App/Text.cs", 2));
        }

        [Fact]
        public void Check_WarningAsError_IsFoundWhenTheProjectSaysSo()
        {
            _sample.Write("firmware/Lib/Unused.cs", "class Unused { private int _x; }\n");
            Assert.Empty(_sample.Check("Release"));

            _sample.Replace(SampleTree.Library, "<LangVersion>", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><LangVersion>");

            Assert.Contains(_sample.Check("Release"), f => (f.Rule, f.Member) == (Rule.Compile, "CS0169"));
        }

        [Fact]
        public void Check_ProjectThatIsNoXml_IsFound()
        {
            _sample.Write(SampleTree.Application, "<Project>");

            Assert.Contains(_sample.Check("Release"), f => (f.Rule, f.File) == (Rule.ProjectFormat, SampleTree.Application));
        }

        [Fact]
        public void Check_ConditionThatIsNotUnderstood_IsFound()
        {
            _sample.Replace(SampleTree.Application, "<LangVersion>", "<LangVersion Condition=\"$([System.DateTime]::Now) == ''\">");

            Assert.Contains(_sample.Check("Release"), f => (f.Rule, f.File) == (Rule.ProjectFormat, SampleTree.Application));
        }
    }
}

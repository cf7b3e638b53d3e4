using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Consistency;
using MeterNode.Platform.Tests.Projects;
using MeterNode.Platform.Tests.Reference;
using Xunit;

namespace MeterNode.Platform.Tests
{
    /// <summary>The checks of project files, shown on a small tree: each fault is found, and nothing else is.</summary>
    public sealed class ConsistencyTests : IDisposable
    {
        private const string LibraryPackages = "firmware/Lib/packages.config";

        private readonly SampleTree _sample = new();

        /// <inheritdoc/>
        public void Dispose() => _sample.Dispose();

        [Fact]
        public void Check_TreeInWhichAllIsRight_IsClean() => Assert.Empty(_sample.CheckConsistency());

        [Fact]
        public void Check_UnusedReference_IsFound()
        {
            _sample.Write(
                "firmware/Lib/Inner/Meter.cs",
                "namespace Lib { public static class Meter { public static double Rms(double x) => x; } }");

            // The events assembly is not named: it is needed by one that is listed.
            AssertFound(Rule.UnusedReference, SampleTree.Library, "System.Math", "System.Device.Gpio");
        }

        [Fact]
        public void Check_ReferenceUsedUnderDebugOnly_IsUsed()
        {
            _sample.Replace(
                "firmware/Lib/Inner/Meter.cs",
                "=> System.Math.Sqrt(square);",
                "{\n#if DEBUG\nreturn System.Math.Sqrt(square);\n#else\nreturn 1;\n#endif\n}");

            Assert.Empty(_sample.CheckConsistency());
        }

        [Fact]
        public void Check_DependencyThatIsNotListed_IsFound()
        {
            _sample.Replace(SampleTree.Library, "Include=\"nanoFramework.Runtime.Events\"", "Include=\"System.Threading\"");

            IReadOnlyList<Finding> findings = _sample.CheckConsistency();

            Assert.Contains(findings, f => (f.Rule, f.Member) == (Rule.IncompleteClosure, "System.Device.Gpio"));
        }

        [Fact]
        public void Check_AssemblyThatIsUsedAndNotListed_IsFound()
        {
            NanoProject project = NanoProject.Read(_sample.Tree, SampleTree.Application, "Release");
            var used = new HashSet<string>(StringComparer.Ordinal) { "mscorlib", "System.Math" };

            IReadOnlyList<Finding> findings = ReferenceChecks.Run(
                project, used, new HashSet<string>(StringComparer.Ordinal), PlatformReferences.Instance);

            Assert.Equal((Rule.UnlistedReference, "System.Math"), (Assert.Single(findings).Rule, findings[0].Member));
        }

        [Fact]
        public void Check_CoreLibraryThatIsNotListed_IsFound()
        {
            NanoProject project = NanoProject.Read(_sample.Tree, SampleTree.Application, "Release");
            var nothing = new HashSet<string>(StringComparer.Ordinal);
            Assert.Empty(ReferenceChecks.Run(project, nothing, nothing, PlatformReferences.Instance));

            _sample.Replace(SampleTree.Application, "Include=\"mscorlib\"", "Include=\"System.Math\"");
            project = NanoProject.Read(_sample.Tree, SampleTree.Application, "Release");

            Assert.Contains(
                ReferenceChecks.Run(project, nothing, nothing, PlatformReferences.Instance),
                f => (f.Rule, f.Member) == (Rule.UnlistedReference, "mscorlib"));
        }

        [Theory]
        [InlineData("\\nanoFramework.System.Math.1.5.116\\", "\\nanoFramework.System.Math.1.5.115\\")]
        [InlineData("..\\..\\packages\\nanoFramework.System.Math.", "..\\packages\\nanoFramework.System.Math.")]
        [InlineData("lib\\System.Math.dll", "lib\\netnano1.0\\System.Math.dll")]
        [InlineData("lib\\System.Math.dll", "lib\\System.Maths.dll")]
        public void Check_WrongHintPath_IsFound(string old, string replacement)
        {
            _sample.Replace(SampleTree.Library, old, replacement);

            AssertFound(Rule.HintPath, SampleTree.Library, "System.Math");
        }

        [Fact]
        public void Check_PackageThatIsNotInPackagesConfig_IsFound()
        {
            const string line = "  <package id=\"nanoFramework.System.Math\" version=\"1.5.116\" targetFramework=\"netnano1.0\" />\n";
            _sample.Replace(LibraryPackages, line, string.Empty);

            AssertFound(Rule.PackagesConfig, SampleTree.Library, "System.Math");
        }

        [Fact]
        public void Check_PackageWithoutReference_IsFound()
        {
            const string line = "<package id=\"nanoFramework.Json\" version=\"2.2.213\" targetFramework=\"netnano1.0\" />";
            _sample.Replace(LibraryPackages, "</packages>", line + "</packages>");

            AssertFound(Rule.PackagesConfig, LibraryPackages, "nanoFramework.Json");
        }

        [Theory]
        [InlineData("targetFramework=\"netnano1.0\" />\n</packages>", "targetFramework=\"net10.0\" />\n</packages>")]
        [InlineData("targetFramework=\"netnano1.0\" />\n</packages>", "/>\n</packages>")]
        public void Check_PackageForAnotherFramework_IsFound(string old, string replacement)
        {
            _sample.Replace(LibraryPackages, old, replacement);

            AssertFound(Rule.PackagesConfig, LibraryPackages, "nanoFramework.Runtime.Events");
        }

        [Fact]
        public void Check_NoPackagesConfig_IsFound()
        {
            _sample.Delete("firmware/App/packages.config");

            AssertFound(Rule.PackagesConfig, SampleTree.Application, "App");
        }

        [Fact]
        public void Check_VersionThatIsNotPinned_IsFound()
        {
            _sample.Replace(LibraryPackages, "1.5.116", "1.5.115");
            _sample.Replace(SampleTree.Library, "Math.1.5.116", "Math.1.5.115");

            AssertFound(Rule.PinnedVersion, LibraryPackages, "nanoFramework.System.Math");
        }

        [Theory]
        [InlineData("System.Math, Version=1.4.116.0", "System.Math")]
        [InlineData("System.Math, Version=1.5.116.0, Culture=neutral, PublicKeyToken=0000000000000000", "System.Math")]
        public void Check_FullNameThatTheAssemblyHasNot_IsFound(string include, string member)
        {
            _sample.Replace(SampleTree.Library, "Include=\"System.Math\"", "Include=\"" + include + "\"");

            AssertFound(Rule.PinnedVersion, SampleTree.Library, member);
        }

        [Fact]
        public void Check_FullNameOfTheAssembly_IsClean()
        {
            _sample.Replace(
                SampleTree.Library,
                "Include=\"mscorlib\"",
                "Include=\"mscorlib, Version=1.17.11.0, Culture=neutral, PublicKeyToken=c07d481e9758c731\"");

            Assert.Empty(_sample.CheckConsistency());
        }

        [Fact]
        public void Check_FileThatThePcLeavesOut_IsFound()
        {
            WriteHostItem("<Compile Remove=\"Program.cs\" />");

            AssertFound(Rule.SourceParity, "firmware/App/App.csproj", "firmware/App/Program.cs");
        }

        [Fact]
        public void Check_FileOfThePcInAnotherFolder_IsAllowed()
        {
            WriteHostItem("<Compile Include=\"../Lib/Host/*.cs\" />");

            Assert.Empty(_sample.CheckConsistency());
        }

        [Fact]
        public void Check_FileOfThePcOutsideHost_IsFound()
        {
            _sample.Replace(SampleTree.Library, "Host\\**", "Host\\**;Shims\\**");
            _sample.Write("firmware/Lib/Shims/Shim.cs", "#error For the PC only\n");

            AssertFound(Rule.SourceParity, SampleTree.Library, "firmware/Lib/Shims/Shim.cs");
        }

        [Fact]
        public void Check_NoProjectForThePc_IsFound()
        {
            _sample.Delete("firmware/App/App.csproj");

            Assert.Contains(_sample.CheckConsistency(), f => (f.Rule, f.File) == (Rule.SourceParity, SampleTree.Application));
        }

        [Theory]
        [InlineData(SampleTree.Library, "<LangVersion>9.0</LangVersion>", "<LangVersion>latest</LangVersion>")]
        [InlineData(SampleTree.Library, "<LangVersion>9.0</LangVersion>", "<LangVersion>9.0</LangVersion><AllowUnsafeBlocks>true</AllowUnsafeBlocks>")]
        [InlineData(SampleTree.Library, "<TargetFrameworkVersion>v1.0", "<TargetFrameworkVersion>v2.0")]
        [InlineData(SampleTree.Library, " Condition=\"Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.props')\"", " Condition=\"false\"")]
        [InlineData(SampleTree.Library, "NFProjectSystem.CSharp.targets", "NFProjectSystem.targets")]
        [InlineData(SampleTree.Library, "bin\\**;obj\\**;", "bin\\**;")]
        [InlineData(SampleTree.Tests, "<AssemblyName>NFUnitTest", "<AssemblyName>Lib.Tests")]
        [InlineData(SampleTree.Tests, "TestContainer", "Container")]
        [InlineData(SampleTree.Tests, "nano.runsettings", "other.runsettings")]
        public void Check_ProjectOfAnotherForm_IsFound(string path, string old, string replacement)
        {
            _sample.Replace(path, old, replacement);

            IReadOnlyList<Finding> findings = _sample.CheckConsistency();

            Assert.NotEmpty(findings);
            Assert.All(findings, f => Assert.Equal((Rule.ProjectFormat, path), (f.Rule, f.File)));
        }

        [Fact]
        public void Check_TestsOfAnApplication_IsFound()
        {
            const string library = "<ProjectReference Include=\"..\\..\\firmware\\Lib\\Lib.nfproj\" />";
            const string application = "<ProjectReference Include=\"..\\..\\firmware\\App\\App.nfproj\" />";
            _sample.Replace(SampleTree.Tests, library, library + application);

            AssertFound(Rule.ProjectFormat, SampleTree.Tests, "NFUnitTest");
        }

        [Theory]
        [InlineData("000000000001}.Debug|ESP32.Build.0", "000000000001}.Debug|Any CPU.Build.0")]
        [InlineData("000000000001}.Release|Any CPU.ActiveCfg", "000000000009}.Release|Any CPU.ActiveCfg")]
        [InlineData("000000000002}.Release|ESP32.Deploy.0", "000000000009}.Release|ESP32.Deploy.0")]
        [InlineData("000000000004}.Debug|Any CPU.Build.0", "000000000004}.Debug|ESP32.Build.0")]
        [InlineData("Project(\"{11A8DD76-328B-46DF-9F39-F559912D0360}\") = \"P\", \"firmware\\App", "Project(\"{9A19103F-16F7-4668-BE54-9A1E7A4F7556}\") = \"P\", \"firmware\\App")]
        [InlineData("\t\tDebug|ESP32 = Debug|ESP32\n", "\t\tDebug|ESP32 = Debug|ESP32\n\t\tDebug|x64 = Debug|x64\n")]
        [InlineData("\t\tDebug|ESP32 = Debug|ESP32\n", "")]
        [InlineData("tests\\Lib.Tests\\Lib.Tests.nfproj", "tests\\Lib.Tests\\Other.nfproj")]
        [InlineData("-000000000006}\"", "-000000000005}\"")]
        public void Check_SolutionThatBuildsOtherwise_IsFound(string old, string replacement)
        {
            _sample.Replace(ConsistencyCheck.SolutionName, old, replacement);

            IReadOnlyList<Finding> findings = _sample.CheckConsistency();

            Assert.NotEmpty(findings);
            Assert.All(findings, f => Assert.Equal((Rule.Solution, ConsistencyCheck.SolutionName), (f.Rule, f.File)));
        }

        [Fact]
        public void Check_IdThatIsNotTheProjects_IsFound()
        {
            _sample.Replace(
                SampleTree.Library, "<LangVersion>", "<ProjectGuid>{00000000-0000-0000-0000-00000000000A}</ProjectGuid><LangVersion>");

            AssertFound(Rule.Solution, ConsistencyCheck.SolutionName, SampleTree.Library);
        }

        private void WriteHostItem(string item) => _sample.Write(
            "firmware/App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>" + item + "</ItemGroup></Project>");

        private void AssertFound(Rule rule, string file, params string[] members)
        {
            IReadOnlyList<Finding> findings = _sample.CheckConsistency();

            Assert.All(findings, f => Assert.Equal((rule, file), (f.Rule, f.File)));
            Assert.Equal(members, findings.Select(f => f.Member));
        }
    }
}

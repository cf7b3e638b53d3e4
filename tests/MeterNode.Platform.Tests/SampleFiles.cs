using System.Collections.Generic;
using System.Linq;
using System.Text;
using MeterNode.Platform.Tests.Consistency;

namespace MeterNode.Platform.Tests
{
    /// <summary>The files of the sample tree.</summary>
    internal static class SampleFiles
    {
        private const string HostProject = "<Project Sdk=\"Microsoft.NET.Sdk\" />\n";

        private static readonly (string Path, string Id, string Type)[] s_projects =
        {
            (SampleTree.Library, "{00000000-0000-0000-0000-000000000001}", "{11A8DD76-328B-46DF-9F39-F559912D0360}"),
            (SampleTree.Application, "{00000000-0000-0000-0000-000000000002}", "{11A8DD76-328B-46DF-9F39-F559912D0360}"),
            (SampleTree.Tests, "{00000000-0000-0000-0000-000000000003}", "{11A8DD76-328B-46DF-9F39-F559912D0360}"),
            ("firmware/Lib/Lib.csproj", "{00000000-0000-0000-0000-000000000004}", "{9A19103F-16F7-4668-BE54-9A1E7A4F7556}"),
            ("firmware/App/App.csproj", "{00000000-0000-0000-0000-000000000005}", "{9A19103F-16F7-4668-BE54-9A1E7A4F7556}"),
            ("tests/Lib.Tests/Lib.Tests.csproj", "{00000000-0000-0000-0000-000000000006}", "{9A19103F-16F7-4668-BE54-9A1E7A4F7556}"),
        };

        /// <summary>All files: path in the tree, and text.</summary>
        public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
        {
            [ConsistencyCheck.SolutionName] = Solution(),
            ["Directory.Build.props"] =
                "<Project><PropertyGroup Condition=\"'$(MSBuildProjectExtension)' == '.csproj'\"><LangVersion>latest</LangVersion></PropertyGroup></Project>\n",
            [SampleTree.Library] = Project("Lib", "Library", string.Empty, "mscorlib", "System.Math", "System.Device.Gpio", "nanoFramework.Runtime.Events"),
            [SampleTree.Application] = Project("App", "Exe", Reference("Lib"), "mscorlib"),
            [SampleTree.Tests] = TestProject(),
            ["firmware/Lib/packages.config"] = Packages("mscorlib", "System.Math", "System.Device.Gpio", "nanoFramework.Runtime.Events"),
            ["firmware/App/packages.config"] = Packages("mscorlib"),
            ["tests/Lib.Tests/packages.config"] = Packages("mscorlib", "nanoFramework.TestFramework"),
            ["tests/Lib.Tests/nano.runsettings"] = "<RunSettings />\n",
            ["firmware/Lib/Lib.csproj"] = HostProject,
            ["firmware/App/App.csproj"] = HostProject,
            ["tests/Lib.Tests/Lib.Tests.csproj"] = HostProject,
            ["firmware/Lib/Inner/Meter.cs"] = """
                namespace Lib
                {
                    public static class Meter
                    {
                        public static double Rms(double square) => System.Math.Sqrt(square);
                        public static void On(System.Device.Gpio.GpioPin pin) => pin.Toggle();
                    }
                }

                """,
            ["firmware/Lib/Host/Shim.cs"] = "#error For the PC only\n",
            ["firmware/App/Program.cs"] = """
                namespace App
                {
                    public static class Program
                    {
                        public static void Main() => Lib.Meter.Rms(2);
                    }
                }

                """,
            ["tests/Lib.Tests/MeterTests.cs"] = """
                using nanoFramework.TestFramework;

                namespace Lib.Tests
                {
                    [TestClass]
                    public class MeterTests
                    {
                        [TestMethod]
                        public void Rms_Of4_Is2() => Assert.IsTrue(Meter.Rms(4) == 2);
                    }
                }

                """,
        };

        private static string Project(string name, string outputType, string more, params string[] assemblies) => $"""
            <?xml version="1.0" encoding="utf-8"?>
            <Project ToolsVersion="Current" DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <PropertyGroup Label="Globals">
                <NanoFrameworkProjectSystemPath>$(MSBuildExtensionsPath)\nanoFramework\v1.0\</NanoFrameworkProjectSystemPath>
              </PropertyGroup>
              <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props')" />
              <PropertyGroup>
                <Configuration Condition=" '$(Configuration)' == '' ">Debug</Configuration>
                <ProjectTypeGuids>{"{"}11A8DD76-328B-46DF-9F39-F559912D0360{"}"};{"{"}FAE04EC0-301F-11D3-BF4B-00C04F79EFBC{"}"}</ProjectTypeGuids>
                <OutputType>{outputType}</OutputType>
                <AssemblyName>{name}</AssemblyName>
                <TargetFrameworkVersion>v1.0</TargetFrameworkVersion>
                <LangVersion>9.0</LangVersion>
              </PropertyGroup>
              <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.props')" />
              <ItemGroup>
                <Compile Include="**\*.cs" Exclude="bin\**;obj\**;Host\**" />
              </ItemGroup>
              <ItemGroup>
            {References(assemblies)}{more}  </ItemGroup>
              <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets')" />
            </Project>

            """;

        private static string TestProject() => Project(
                "NFUnitTest", "Library", Reference("Lib"), "mscorlib", "nanoFramework.TestFramework", "nanoFramework.UnitTestLauncher")
            .Replace("    <LangVersion>", """
                    <IsTestProject>true</IsTestProject>
                    <TestProjectType>UnitTest</TestProjectType>
                    <RunSettingsFilePath>$(MSBuildProjectDirectory)\nano.runsettings</RunSettingsFilePath>
                    <LangVersion>
                """)
            .Replace("  <ItemGroup>\n    <Compile", "  <ItemGroup>\n    <ProjectCapability Include=\"TestContainer\" />\n    <Compile");

        private static string Reference(string project) =>
            "    <ProjectReference Include=\"..\\..\\firmware\\" + project + "\\" + project + ".nfproj\" />\n";

        private static string References(string[] assemblies)
        {
            var text = new StringBuilder();
            foreach (string assembly in assemblies)
            {
                (PinnedPackage package, string file) = PackageTable.Bringing(assembly)!.Value;
                text.Append("    <Reference Include=\"").Append(assembly).Append("\"><HintPath>..\\..\\packages\\")
                    .Append(package.Id).Append('.').Append(package.Version).Append("\\lib\\").Append(file)
                    .Append("</HintPath></Reference>\n");
            }

            return text.ToString();
        }

        private static string Packages(params string[] assemblies)
        {
            var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<packages>\n");
            foreach (PinnedPackage package in assemblies.Select(a => PackageTable.Bringing(a)!.Value.Package))
            {
                text.Append("  <package id=\"").Append(package.Id).Append("\" version=\"").Append(package.Version)
                    .Append("\" targetFramework=\"netnano1.0\" />\n");
            }

            return text.Append("</packages>\n").ToString();
        }

        private static string Solution()
        {
            string[] configurations = { "Debug|Any CPU", "Debug|ESP32", "Release|Any CPU", "Release|ESP32" };
            var text = new StringBuilder("Microsoft Visual Studio Solution File, Format Version 12.00\n");
            foreach ((string path, string id, string type) in s_projects)
            {
                text.Append("Project(\"").Append(type).Append("\") = \"P\", \"").Append(path.Replace('/', '\\'))
                    .Append("\", \"").Append(id).Append("\"\nEndProject\n");
            }

            text.Append("Global\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n");
            foreach (string configuration in configurations)
            {
                text.Append("\t\t").Append(configuration).Append(" = ").Append(configuration).Append('\n');
            }

            text.Append("\tEndGlobalSection\n\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n");
            foreach ((string path, string id, _) in s_projects)
            {
                bool isForBoard = path.EndsWith(".nfproj", System.StringComparison.Ordinal);
                foreach (string configuration in configurations)
                {
                    bool isOwn = configuration.EndsWith("ESP32", System.StringComparison.Ordinal) == isForBoard;
                    string[] actions = !isOwn
                        ? new[] { "ActiveCfg" }
                        : isForBoard ? new[] { "ActiveCfg", "Build.0", "Deploy.0" } : new[] { "ActiveCfg", "Build.0" };
                    foreach (string action in actions)
                    {
                        text.Append("\t\t").Append(id).Append('.').Append(configuration).Append('.').Append(action)
                            .Append(" = ").Append(configuration.Split('|')[0]).Append("|Any CPU\n");
                    }
                }
            }

            return text.Append("\tEndGlobalSection\nEndGlobal\n").ToString();
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using VirtualEsp32;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    /// <summary>
    /// Holds the stand-ins of the platform's packages against the listing of the real ones: firmware that compiles against the
    /// virtual board must find nothing there that the platform lacks.
    /// </summary>
    public sealed class PackageSurfaceTests
    {
        private const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

        private static readonly string[] s_namespaces =
        {
            "System", "System.Device.I2c", "System.Device.Gpio", "System.Device.Adc", "Iot.Device.Adc", "UnitsNet", "UnitsNet.Units",
            "nanoFramework.Hardware.Esp32", "nanoFramework.Runtime.Native", "nanoFramework.Runtime.Events",
        };

        public static TheoryData<string> StandIns()
        {
            var types = typeof(VirtualBoard).Assembly.GetExportedTypes().Where(type => s_namespaces.Contains(type.Namespace));
            return new TheoryData<string>(types.Select(type => type.FullName!));
        }

        [Theory]
        [MemberData(nameof(StandIns))]
        public void StandIn_OfAPackage_OffersNothingThatThePlatformLacks(string typeName)
        {
            var type = typeof(VirtualBoard).Assembly.GetType(typeName, throwOnError: true)!;
            var listing = ReadListing();

            Assert.Contains(NameOf(type), listing.Types);
            string[] surplus = Members(type).Where(member => !listing.Members.Contains(member)).ToArray();
            Assert.Empty(surplus);
        }

        [Fact]
        public void StandIns_OfThePackages_AreFound()
        {
            Assert.InRange(StandIns().Count, 35, 100);
        }

        private static IEnumerable<string> Members(Type type)
        {
            foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily))
            {
                if (type.IsEnum)
                {
                    if (!field.IsSpecialName)
                    {
                        object value = Convert.ChangeType(field.GetRawConstantValue()!, Enum.GetUnderlyingType(type));
                        yield return $"F {NameOf(Enum.GetUnderlyingType(type))} {NameOf(type)}::{field.Name} = {value}";
                    }
                }
                else
                {
                    yield return $"F {NameOf(field.FieldType)} {NameOf(type)}::{field.Name}";
                }
            }

            foreach (var method in type.GetMembers(Declared).OfType<MethodBase>().Where(IsVisible))
            {
                var result = method is MethodInfo info ? info.ReturnType : typeof(void);
                string parameters = string.Join(",", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));
                yield return $"M {NameOf(result)} {NameOf(type)}::{method.Name}({parameters})";
            }
        }

        private static bool IsVisible(MethodBase method)
        {
            return method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
        }

        private static string NameOf(Type type)
        {
            return type.IsByRef ? NameOf(type.GetElementType()!) + "&" : type.ToString().Replace('+', '/');
        }

        private static (HashSet<string> Types, HashSet<string> Members) ReadListing()
        {
            var types = new HashSet<string>();
            var members = new HashSet<string>();
            foreach (string line in Directory.GetFiles(ListingFolder(), "*.txt").SelectMany(File.ReadLines))
            {
                string fact = line.Split("  ")[0];
                if (fact.StartsWith("T ", StringComparison.Ordinal))
                {
                    // "T sort[ sort] Name[ : base, ...]"
                    string head = fact.Split(" : ")[0];
                    types.Add(head.Substring(head.LastIndexOf(' ') + 1));
                }
                else
                {
                    members.Add(fact);
                }
            }

            return (types, members);
        }

        private static string ListingFolder()
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string listing = Path.Combine(folder.FullName, "tests", "MeterNode.Platform.Tests", "Api");
                if (Directory.Exists(listing))
                {
                    return listing;
                }
            }

            throw new DirectoryNotFoundException("The listing of the platform's packages was not found above " + AppContext.BaseDirectory);
        }
    }
}

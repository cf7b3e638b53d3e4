using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MeterNode.Platform.Tests.Consistency
{
    /// <summary>
    /// Which package brings which assembly, and at which version: the one table of the tree.
    /// <para>
    /// To add an assembly to a project: (1) put its listing into <c>Api/</c> and its package into the table below;
    /// (2) add the package to the project's <c>packages.config</c>:
    /// <c>&lt;package id="ID" version="VERSION" targetFramework="netnano1.0" /&gt;</c>; (3) add the reference to its
    /// <c>.nfproj</c>: <c>&lt;Reference Include="ASSEMBLY"&gt;&lt;HintPath&gt;..\..\packages\ID.VERSION\lib\ASSEMBLY.dll&lt;/HintPath&gt;&lt;/Reference&gt;</c>;
    /// (4) do 2 and 3 for what the assembly refers to, which is the third line of its listing.
    /// To move to another version, change it here; the tests then name every line that is to be changed.
    /// </para>
    /// </summary>
    internal static class PackageTable
    {
        private static readonly PinnedPackage[] s_packages =
        {
            Package("nanoFramework.CoreLibrary", "1.17.11", "mscorlib.dll"),
            Package("nanoFramework.Hardware.Esp32", "1.6.42", "nanoFramework.Hardware.Esp32.dll"),

            // The exact patch is not known: this one is what the bindings of its time name for their helpers.
            Package("nanoFramework.Iot.Device.Ina219", "1.2.862", "Iot.Device.Ina219.dll"),
            Package("nanoFramework.Json", "2.2.213", "nanoFramework.Json.dll"),
            Package("nanoFramework.Logging", "1.1.161", "nanoFramework.Logging.dll"),
            Package("nanoFramework.M2Mqtt", "5.1.220", "nanoFramework.M2Mqtt.dll"),
            Package("nanoFramework.M2Mqtt.Core", "5.1.220", "nanoFramework.M2Mqtt.Core.dll"),
            Package("nanoFramework.Networking.Sntp", "1.6.42", "nanoFramework.Networking.Sntp.dll"),
            Package("nanoFramework.Runtime.Events", "1.11.39", "nanoFramework.Runtime.Events.dll"),
            Package("nanoFramework.Runtime.Native", "1.7.11", "nanoFramework.Runtime.Native.dll"),
            Package("nanoFramework.System.Buffers.Binary.BinaryPrimitives", "1.2.862", "System.Buffers.Binary.BinaryPrimitives.dll"),
            Package("nanoFramework.System.Collections", "1.5.75", "nanoFramework.System.Collections.dll"),
            Package("nanoFramework.System.Device.Adc", "1.1.24", "System.Device.Adc.dll"),
            Package("nanoFramework.System.Device.Gpio", "1.1.64", "System.Device.Gpio.dll"),
            Package("nanoFramework.System.Device.I2c", "1.1.29", "System.Device.I2c.dll"),
            Package("nanoFramework.System.Device.Model", "1.2.862", "System.Device.Model.dll"),
            Package("nanoFramework.System.Device.Wifi", "1.5.150", "System.Device.Wifi.dll"),
            Package("nanoFramework.System.Diagnostics.Stopwatch", "1.2.862", "System.Diagnostics.Stopwatch.dll"),
            Package("nanoFramework.System.IO.FileSystem", "1.1.94", "System.IO.FileSystem.dll"),
            Package("nanoFramework.System.IO.Hashing", "1.0.40", "nanoFramework.System.IO.Hashing.dll"),
            Package("nanoFramework.System.IO.Streams", "1.1.96", "System.IO.Streams.dll"),
            Package("nanoFramework.System.Math", "1.5.116", "System.Math.dll"),
            Package("nanoFramework.System.Net", "1.11.60", "System.Net.dll"),
            Package("nanoFramework.System.Security.Cryptography", "1.0.43", "nanoFramework.System.Security.Cryptography.dll"),
            Package("nanoFramework.System.Text", "1.3.42", "nanoFramework.System.Text.dll"),
            Package("nanoFramework.System.Threading", "1.1.52", "System.Threading.dll"),
            Package("nanoFramework.TestFramework", "3.0.80", "nanoFramework.TestFramework.dll", "nanoFramework.UnitTestLauncher.exe"),
            Package("UnitsNet.nanoFramework.ElectricCurrent", "5.75.0", "UnitsNet.ElectricCurrent.dll"),
            Package("UnitsNet.nanoFramework.ElectricPotential", "5.75.0", "UnitsNet.ElectricPotential.dll"),
            Package("UnitsNet.nanoFramework.Power", "5.75.0", "UnitsNet.Power.dll"),
        };

        /// <summary>All packages.</summary>
        public static IReadOnlyList<PinnedPackage> Packages => s_packages;

        /// <summary>The package of that id, or null.</summary>
        public static PinnedPackage? Find(string id) => Array.Find(s_packages, p => p.Id == id);

        /// <summary>The package that brings an assembly and the file in it; null when none of the table does.</summary>
        public static (PinnedPackage Package, string File)? Bringing(string assemblyName)
        {
            foreach (PinnedPackage package in s_packages)
            {
                string? file = package.Files.FirstOrDefault(f => Path.GetFileNameWithoutExtension(f) == assemblyName);
                if (file != null)
                {
                    return (package, file);
                }
            }

            return null;
        }

        private static PinnedPackage Package(string id, string version, params string[] files) => new(id, version, files);
    }
}

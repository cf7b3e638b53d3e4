using System;
using System.Collections.Generic;
using System.IO;
using VirtualHome;
using VirtualHome.Appliances;
using VirtualHome.Description;
using VirtualHome.Mains;
using VirtualHome.Waveforms;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    /// <summary>Small homes for tests.</summary>
    internal static class TestHomes
    {
        internal const long SecondUs = 1_000_000;
        internal const long HourUs = 3600 * SecondUs;
        internal const long DayUs = 24 * HourUs;

        /// <summary>A Tuesday in January.</summary>
        internal static DateTime Winter { get; } = new DateTime(2023, 1, 10, 0, 0, 0, DateTimeKind.Utc);

        /// <summary>A Wednesday in June.</summary>
        internal static DateTime Summer { get; } = new DateTime(2023, 6, 21, 0, 0, 0, DateTimeKind.Utc);

        /// <summary>Ideal parts on a stiff, still single-phase supply; appliances on the circuits "a" and "b".</summary>
        internal static HomeDescription Still(params ApplianceSettings[] appliances)
        {
            return new HomeDescription
            {
                Mains = new MainsSettings().Stiff(),
                IdealParts = true,
                Circuits = new[]
                {
                    new CircuitDescription { Name = "supply", Kind = CircuitKind.Supply },
                    new CircuitDescription { Name = "a" },
                    new CircuitDescription { Name = "b" },
                },
                Appliances = appliances,
            };
        }

        internal static Home Build(params ApplianceSettings[] appliances)
        {
            return new Home(Still(appliances), Winter, 1);
        }

        internal static SteadyLoadSettings Steady(string name, double powerW, LoadShape? shape = null, string circuit = "a")
        {
            return new SteadyLoadSettings { Name = name, Circuits = new[] { circuit }, PowerW = powerW, Shape = shape ?? LoadShapes.Heater };
        }

        internal static T Find<T>(Home home)
            where T : Appliance
        {
            foreach (var each in home.Appliances)
            {
                if (each is T found)
                {
                    return found;
                }
            }

            throw new InvalidOperationException("The home has no " + typeof(T).Name + ".");
        }

        /// <summary>Goes on second by second and notes something each time.</summary>
        internal static List<double> Follow(Home home, double forS, Func<double> what, double everyS = 1)
        {
            var values = new List<double>();
            long fromUs = home.NowUs;
            for (double atS = everyS; atS <= forS + 1e-9; atS += everyS)
            {
                home.AdvanceTo(fromUs + (long)Math.Round(atS * SecondUs));
                values.Add(what());
            }

            return values;
        }

        /// <summary>A file of the recorded data, which is not part of the project; skips the test where it is absent.</summary>
        internal static string Recording(string name)
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "MeterNode.sln")))
                {
                    string path = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", name));
                    if (File.Exists(path))
                    {
                        return path;
                    }

                    Assert.Skip("The recorded data are not here: " + path);
                }
            }

            Assert.Skip("The root of the repository (MeterNode.sln) was not found above " + AppContext.BaseDirectory);
            return string.Empty;
        }
    }
}

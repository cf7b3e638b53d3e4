using System;
using System.IO;
using System.Linq;
using VirtualHome;
using VirtualHome.Appliances;
using VirtualHome.Description;
using VirtualHome.Mains;
using VirtualHome.Sensing;
using VirtualHome.Traces;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class HomeFormatTests
    {
        private const string Circuits = "\"circuits\":[{\"name\":\"supply\",\"kind\":\"supply\"},{\"name\":\"a\"},{\"name\":\"b\"}]";

        [Fact]
        public void Default_OfTheProject_HasSeveralMeasuredCircuitsAndAPlaceForEach()
        {
            var home = new Home(HomeDescription.Default(), TestHomes.Winter, 1);

            Assert.Equal(8, home.Channels.Count);
            Assert.Equal(60, home.Mains.Settings.FuseA);
            Assert.Equal(
                new[] { "supply", "shower", "cooker", "ev", "heatpump", "immersion", "sockets", "pv" },
                home.Circuits.Select(each => each.Name));
        }

        [Fact]
        public void Parse_OfEveryKind_BuildsIt()
        {
            string appliances = string.Join(
                ',',
                ApplianceKinds.Names.Where(kind => kind != "recorded").Select(kind => "{\"kind\":\"" + kind + "\",\"name\":\"x_" + kind + "\",\"circuit\":\"a\"}"));

            var home = new Home(HomeReader.Parse("{" + Circuits + ",\"appliances\":[" + appliances + "]}", "x.json"), TestHomes.Winter, 1);
            home.AdvanceTo(TestHomes.HourUs);

            Assert.Equal(ApplianceKinds.Names.Count - 1, home.Appliances.Count);
        }

        [Fact]
        public void Parse_WithEveryKeyOfTheMains_TakesThemOver()
        {
            const string Mains = "\"mains\":{\"voltage_v\":240,\"frequency_hz\":60,\"phases\":1,\"fuse_a\":100,\"source_resistance_ohm\":0.1,"
                + "\"source_reactance_ohm\":0,\"voltage_wander_v\":0,\"frequency_wander_hz\":0,\"harmonic_3_share\":0,\"harmonic_5_share\":0,"
                + "\"harmonic_7_share\":0,\"frequency_script\":[{\"at_s\":1,\"hz\":59,\"ramp_s\":2,\"hold_s\":3}],"
                + "\"voltage_script\":[{\"at_s\":1,\"v\":200}],\"outages\":[{\"at_s\":5,\"for_s\":1}]}";

            var mains = HomeReader.Parse("{" + Mains + "," + Circuits + ",\"parts\":\"ideal\",\"local_offset_h\":1}", "x.json").Mains;

            Assert.Equal(240, mains.VoltageV);
            Assert.Equal(100, mains.FuseA);
            Assert.Equal(new ScriptedChange(1, 59, 2, 3), mains.FrequencyScript[0]);
            Assert.Equal(new ScriptedChange(1, 200), mains.VoltageScript[0]);
            Assert.Equal(new Outage(5, 1), mains.Outages[0]);
        }

        [Fact]
        public void Parse_OfAFault_PutsItOnTheClamp()
        {
            const string Json = "{\"circuits\":[{\"name\":\"supply\",\"kind\":\"supply\",\"ct_fault\":\"not_closed\",\"ct_rated_a\":60},"
                + "{\"name\":\"rest\",\"measured\":false}]}";

            var home = new Home(HomeReader.Parse(Json, "x.json"), TestHomes.Winter, 1);

            Assert.Equal(CtFault.NotClosed, Assert.Single(home.Channels).Fault);
            Assert.Equal(60, home.Channels[0].Ct.RatedA);
        }

        [Theory]
        [InlineData("", "line 1")]
        [InlineData("[]", "an object")]
        [InlineData("{\"circuits\":[],\"circuits\":[]}", "each key once")]
        [InlineData("{\"colour\":1}", "colour: found an unknown key, allowed is one of mains, local_offset_h, parts")]
        [InlineData("{\"mains\":{\"volt\":1}}", "mains.volt: found an unknown key, allowed is one of voltage_v")]
        [InlineData("{\"mains\":{\"voltage_v\":\"230\"}}", "mains.voltage_v: found \"230\", allowed is a number from 90 to 280")]
        [InlineData("{\"mains\":{\"phases\":2}}", "mains.phases: found 2, allowed is 1 or 3")]
        [InlineData("{\"mains\":{\"phases\":1.5}}", "mains.phases: found 1.5, allowed is a whole number from 1 to 3")]
        [InlineData("{\"mains\":{\"outages\":[{\"at_s\":1}]}}", "mains.outages[0].for_s: found nothing, allowed is a number")]
        [InlineData("{\"parts\":\"good\"}", "parts: found \"good\", allowed is one of ideal, typical")]
        [InlineData("{\"circuits\":[{\"name\":\"A b\"}]}", "circuits[0].name: found \"A b\", allowed is small letters")]
        [InlineData("{\"circuits\":{}}", "circuits: found {}, allowed is a list")]
        [InlineData("{\"circuits\":[{\"name\":\"a\"}]}", "circuits: found 0 circuits of kind supply on phase 1, allowed is one a phase")]
        [InlineData("{\"circuits\":[{\"name\":\"a\",\"kind\":\"main\"}]}", "circuits[0].kind: found \"main\", allowed is one of branch, supply")]
        [InlineData("{\"circuits\":[{\"name\":\"a\",\"measured\":1}]}", "circuits[0].measured: found 1, allowed is true or false")]
        [InlineData("{\"circuits\":[{\"name\":\"a\",\"phase\":3}]}", "circuits[0].phase: found 3, allowed is a phase of the supply, 1 to 1")]
        public void Parse_OfAMistake_NamesKeyAndWhatIsAllowed(string json, string expected)
        {
            var failure = Assert.Throws<HomeFormatException>(() => HomeReader.Parse(json, "my-home.json"));

            Assert.StartsWith("my-home.json: ", failure.Message, StringComparison.Ordinal);
            Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure.Message);
        }

        [Theory]
        [InlineData("{\"kind\":\"toaster\",\"name\":\"x\",\"circuit\":\"a\"}", "appliances[0].kind: found \"toaster\", allowed is one of base_load, battery")]
        [InlineData("{\"kind\":\"kettle\",\"circuit\":\"a\"}", "appliances[0].name: found nothing")]
        [InlineData("{\"kind\":\"kettle\",\"name\":\"x\"}", "appliances[0].circuit: found nothing, allowed is the name of a circuit, or circuits with three")]
        [InlineData("{\"kind\":\"kettle\",\"name\":\"x\",\"circuit\":\"c\"}", "appliances[0].circuit: found 'c', allowed is one of a, b")]
        [InlineData("{\"kind\":\"kettle\",\"name\":\"x\",\"circuit\":\"supply\"}", "allowed is one of a, b")]
        [InlineData("{\"kind\":\"kettle\",\"name\":\"x\",\"circuits\":[\"a\",\"b\"]}", "allowed is the names of three circuits")]
        [InlineData("{\"kind\":\"kettle\",\"name\":\"x\",\"circuit\":\"a\",\"power_w\":0}", "appliances[0].power_w: found 0, allowed is a number from 1 to 20000")]
        [InlineData("{\"kind\":\"kettle\",\"name\":\"x\",\"circuit\":\"a\",\"colour\":0}", "appliances[0].colour: found an unknown key, allowed is one of kind, least_s")]
        [InlineData("{\"kind\":\"pv\",\"name\":\"x\",\"circuit\":\"a\",\"trace\":\"no.csv\"}", "appliances[0].trace: found \"no.csv\", allowed is the path of a CSV file")]
        [InlineData("{\"kind\":\"pv\",\"name\":\"x\",\"circuit\":\"a\",\"trace_align\":\"start\"}", "appliances[0].trace_align")]
        [InlineData("{\"kind\":\"recorded\",\"name\":\"x\",\"circuit\":\"a\"}", "appliances[0].trace: found nothing")]
        [InlineData("{\"kind\":\"kettle\",\"name\":\"x\",\"circuit\":\"a\"},{\"kind\":\"kettle\",\"name\":\"x\",\"circuit\":\"a\"}", "appliances[1].name: found 'x', allowed is a name that no other appliance has")]
        [InlineData("{\"kind\":\"kettle\",\"name\":\"a\",\"circuit\":\"b\"},{\"kind\":\"kettle\",\"name\":\"x\",\"circuit\":\"a\"}", "also the name of a circuit")]
        public void Parse_OfAMistakeInAnAppliance_NamesKeyAndWhatIsAllowed(string appliances, string expected)
        {
            string json = "{" + Circuits + ",\"appliances\":[" + appliances + "]}";

            var failure = Assert.Throws<HomeFormatException>(() => HomeReader.Parse(json, "my-home.json"));

            Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Read_OfAFileThatIsNotThere_SaysSo()
        {
            var failure = Assert.Throws<HomeFormatException>(() => HomeReader.Read("/no/such/home.json"));

            Assert.StartsWith("/no/such/home.json: found no readable file", failure.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Read_WithATrace_FindsItBesideTheFile()
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            try
            {
                File.WriteAllText(Path.Combine(folder, "use.csv"), "start_utc,kwh\n2023-01-10T00:00Z,0.5\n2023-01-10T00:30Z,1\n");
                string appliance = "{\"kind\":\"base_load\",\"name\":\"base\",\"circuit\":\"a\",\"trace\":\"use.csv\",\"trace_end\":\"stop\"}";
                string file = Path.Combine(folder, "home.json");
                File.WriteAllText(file, "{ /* mine */ \"parts\": \"ideal\", " + Circuits + ", \"appliances\": [" + appliance + ",] }");
                var home = new Home(HomeReader.Read(file), TestHomes.Winter, 1);

                Assert.Equal(1000, TestHomes.Find<BaseLoad>(home).DemandW, 1e-9);
                home.AdvanceTo(TestHomes.HourUs / 2);
                Assert.Equal(2000, TestHomes.Find<BaseLoad>(home).DemandW, 1e-9);
                home.AdvanceTo(TestHomes.HourUs);
                Assert.Equal(0, home.PowerW);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        [Fact]
        public void Read_WithATraceOfAnotherKind_SaysWhatItLacks()
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            try
            {
                File.WriteAllText(Path.Combine(folder, "use.csv"), "start_utc,kwh\n2023-01-10T00:00Z,0.5\n");
                string file = Path.Combine(folder, "home.json");
                File.WriteAllText(file, "{" + Circuits + ",\"appliances\":[{\"kind\":\"pv\",\"name\":\"pv\",\"circuit\":\"a\",\"trace\":\"use.csv\"}]}");

                var failure = Assert.Throws<HomeFormatException>(() => HomeReader.Read(file));

                Assert.Contains("a recording that holds " + TraceColumn.SolarW, failure.Message, StringComparison.Ordinal);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        [Fact]
        public void Home_OfAContradiction_IsRefused()
        {
            var description = TestHomes.Still(TestHomes.Steady("x", 1), TestHomes.Steady("x", 1));

            Assert.Throws<ArgumentException>(() => new Home(description, TestHomes.Winter, 1));
        }
    }
}

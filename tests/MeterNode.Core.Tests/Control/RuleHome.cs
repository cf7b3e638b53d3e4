using MeterNode.Core.Settings;
using MeterNode.Core.Tests.Protection;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>Pieces of settings for the tests of rules: a supply with circuits enough, and loads of each kind.</summary>
    internal static class RuleHome
    {
        /// <summary>A car's charge point on one phase that is told amperes, 6 to 32 A.</summary>
        public const string Car =
            "{\"name\":\"car\",\"kind\":\"charge_point\",\"circuit\":\"c0\",\"pin\":25,\"power_w\":7360,\"priority\":20,\"min_on_s\":0,\"min_off_s\":0,\"random_delay_s\":0,"
            + "\"set_point\":{\"topic\":\"car/set\"}}";

        /// <summary>A charge point of 11 kW on three phases.</summary>
        public const string Car11 =
            "{\"name\":\"car\",\"kind\":\"charge_point\",\"circuit\":\"c0\",\"pin\":25,\"power_w\":11040,\"phases\":3,\"priority\":20,\"min_on_s\":0,\"min_off_s\":0,"
            + "\"random_delay_s\":0,\"set_point\":{\"topic\":\"car/set\"}}";

        /// <summary>A heater of 3 kW behind a relay.</summary>
        public const string Heater = "{\"name\":\"heater\",\"circuit\":\"c1\",\"pin\":26,\"power_w\":3000,\"priority\":50,\"min_on_s\":0,\"min_off_s\":0}";

        /// <summary>A second one of 2 kW, more important.</summary>
        public const string Boiler = "{\"name\":\"boiler\",\"circuit\":\"c2\",\"pin\":27,\"power_w\":2000,\"priority\":60,\"min_on_s\":0,\"min_off_s\":0}";

        /// <summary>A heat pump of 5 kW with both SG-Ready contacts.</summary>
        public const string HeatPump =
            "{\"name\":\"pump\",\"kind\":\"heat_pump\",\"circuit\":\"c1\",\"pin\":26,\"pin_b\":27,\"power_w\":5000,\"boost_w\":1000,\"priority\":50,\"min_on_s\":600,\"min_off_s\":0}";

        /// <summary>A battery of 5 kW both ways.</summary>
        public const string Battery =
            "{\"name\":\"battery\",\"kind\":\"battery\",\"circuit\":\"c2\",\"power_w\":5000,\"priority\":10,\"random_delay_s\":0,\"set_point\":{\"topic\":\"battery/set\"}}";

        /// <summary>An inverter of 5 kW that is told a power.</summary>
        public const string Inverter =
            "{\"name\":\"pv\",\"kind\":\"inverter\",\"circuit\":\"c3\",\"power_w\":5000,\"priority\":30,\"min_on_s\":0,\"min_off_s\":0,\"set_point\":{\"topic\":\"pv/set\"}}";

        /// <summary>One that only has a contactor.</summary>
        public const string SwitchedInverter =
            "{\"name\":\"pv\",\"kind\":\"inverter\",\"circuit\":\"c3\",\"pin\":13,\"power_w\":3000,\"priority\":30,\"min_on_s\":0,\"min_off_s\":0}";

        /// <summary>An immersion heater of 3 kW behind a solid-state relay.</summary>
        public const string Burst =
            "{\"name\":\"burst\",\"kind\":\"heater\",\"circuit\":\"c1\",\"pin\":26,\"power_w\":3000,\"burst_fire\":true,\"priority\":10,\"min_on_s\":0,\"min_off_s\":0}";

        /// <summary>A router that is never shed.</summary>
        public const string Router =
            "{\"name\":\"router\",\"circuit\":\"c3\",\"pin\":32,\"power_w\":50,\"priority\":1,\"critical\":true,\"contact\":\"normally_closed\"}";

        /// <summary>Settings of a home on one phase.</summary>
        public static NodeSettings Settings(string grid, string loads)
        {
            return NodeSettings.Parse(Text("\"circuit\":\"supply\",\"limit_a\":100", grid, loads));
        }

        public static string Text(string supply, string grid, string loads)
        {
            return "{\"schema\":1,\"id\":\"test-1\",\"restart_delay_s\":0,\"supply\":{" + supply + "},"
                + "\"circuits\":[{\"name\":\"supply\",\"address\":64},{\"name\":\"l2\",\"address\":65},{\"name\":\"l3\",\"address\":66},"
                + "{\"name\":\"c0\",\"address\":67},{\"name\":\"c1\",\"address\":68},{\"name\":\"c2\",\"address\":69},{\"name\":\"c3\",\"address\":70}],"
                + "\"grid\":{" + grid + "},\"loads\":[" + loads + "]}";
        }

        /// <summary>A bench of a home on one phase, after it has settled.</summary>
        public static GuardBench Bench(string grid, string loads, long runMs)
        {
            var bench = new GuardBench(Settings(grid, loads), false);
            bench.Run(runMs);
            return bench;
        }

        /// <summary>A bench of a home on three phases.</summary>
        public static GuardBench ThreePhases(int limitA, string grid, string loads, long runMs)
        {
            var bench = new GuardBench(
                NodeSettings.Parse(Text("\"circuit\":\"supply\",\"circuit_l2\":\"l2\",\"circuit_l3\":\"l3\",\"limit_a\":" + limitA, grid, loads)), false);
            bench.Run(runMs);
            return bench;
        }

        /// <summary>A piece with one piece of its text replaced.</summary>
        public static string With(string text, string piece, string replacement)
        {
            int at = text.IndexOf(piece);
            return text.Substring(0, at) + replacement + text.Substring(at + piece.Length);
        }
    }
}

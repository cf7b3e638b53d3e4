using MeterNode.Core.Settings;

namespace MeterNode.Core.Tests
{
    /// <summary>The settings of a small home, for tests: a 60 A supply and three loads with a CT each.</summary>
    internal static class TestHome
    {
        public const int Supply = 0;
        public const int Ev = 0;
        public const int HeatPump = 1;
        public const int Router = 2;

        public const string Json =
            "{\"schema\":1,\"id\":\"test-1\",\"name\":\"Test home\",\"restart_delay_s\":0,"
            + "\"supply\":{\"circuit\":\"supply\",\"limit_a\":60},"
            + "\"circuits\":[{\"name\":\"supply\",\"address\":64},{\"name\":\"ev\",\"address\":65},{\"name\":\"heatpump\",\"address\":66},{\"name\":\"router\",\"address\":67}],"
            + "\"loads\":["
            + "{\"name\":\"ev\",\"circuit\":\"ev\",\"pin\":25,\"power_w\":7400,\"priority\":10,\"min_on_s\":0,\"min_off_s\":0},"
            + "{\"name\":\"heatpump\",\"circuit\":\"heatpump\",\"pin\":26,\"power_w\":3000,\"priority\":50,\"min_on_s\":0,\"min_off_s\":0},"
            + "{\"name\":\"router\",\"circuit\":\"router\",\"pin\":27,\"power_w\":50,\"priority\":1,\"critical\":true,\"contact\":\"normally_closed\",\"min_on_s\":0,\"min_off_s\":0}],"
            + "\"broker\":{\"host\":\"broker.local\"}}";

        public static NodeSettings Settings()
        {
            return NodeSettings.Parse(Json);
        }

        /// <summary>The settings with one piece of their text replaced.</summary>
        public static NodeSettings With(string piece, string replacement)
        {
            return NodeSettings.Parse(Replaced(piece, replacement));
        }

        public static string Replaced(string piece, string replacement)
        {
            int at = Json.IndexOf(piece);
            return Json.Substring(0, at) + replacement + Json.Substring(at + piece.Length);
        }
    }
}

namespace MeterNode.Core.Settings
{
    /// <summary>How the home runs when the grid is gone and a battery's inverter carries it.</summary>
    public sealed class IslandSettings
    {
        /// <summary>Input that is low while the grid is there; -1 when the home has no island.</summary>
        public int SensePin { get; internal set; }

        /// <summary>What the inverter carries for ever, W.</summary>
        public int ContinuousW { get; internal set; }

        /// <summary>What it carries for <see cref="ShortTimeS"/>, W.</summary>
        public int ShortTimeW { get; internal set; }

        /// <summary>For how long, s.</summary>
        public int ShortTimeS { get; internal set; }

        /// <summary>Name of the circuit that the inverter feeds through.</summary>
        public string Circuit { get; internal set; } = "";

        /// <summary>Whether only critical loads run on it; otherwise others may, within its rating.</summary>
        public bool EssentialOnly { get; internal set; } = true;

        /// <summary>Whether there is an inverter to run on.</summary>
        public bool Exists => SensePin >= 0;

        internal static IslandSettings Read(JsonSection json, bool given)
        {
            var island = new IslandSettings { SensePin = -1 };
            if (!given)
            {
                return island;
            }

            island.SensePin = json.Int("sense_pin", 34, 39);
            island.Circuit = json.Name("circuit");
            island.ContinuousW = json.Int("continuous_w", 100, 50000);
            island.ShortTimeW = json.Int("short_time_w", island.ContinuousW, 100000, island.ContinuousW);
            island.ShortTimeS = json.Int("short_time_s", 1, 600, 10);
            island.EssentialOnly = json.Flag("essential_only", true);
            if (island.SensePin != BoardPins.GridSense)
            {
                throw new SettingsException(json.PathOf("sense_pin"), "is " + island.SensePin + "; allowed is " + BoardPins.GridSense);
            }

            json.Finish();
            return island;
        }
    }
}

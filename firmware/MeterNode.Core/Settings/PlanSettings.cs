namespace MeterNode.Core.Settings
{
    /// <summary>What a load needs in a day, and by when: the node chooses the cheapest time for it.</summary>
    public sealed class PlanSettings
    {
        /// <summary>For how long it has to run in a day, min; 0 where an energy is given.</summary>
        public int RunMin { get; private set; }

        /// <summary>What it has to take in a day, Wh; 0 where a time is given.</summary>
        public int EnergyWh { get; private set; }

        /// <summary>By when, min after the home's midnight.</summary>
        public int ReadyByMin { get; private set; }

        /// <summary>Whether it has to run in one piece.</summary>
        public bool IsSingleRun { get; private set; }

        internal static PlanSettings Read(JsonSection json)
        {
            var plan = new PlanSettings
            {
                RunMin = json.Int("run_min", 15, 1440, 0),
                EnergyWh = json.Int("energy_wh", 100, 200000, 0),
                ReadyByMin = ReadTime(json, "ready_by", json.Text("ready_by", 5, "07:00")),
                IsSingleRun = json.Flag("single_run", false),
            };
            if (plan.RunMin > 0 == plan.EnergyWh > 0)
            {
                throw new SettingsException(
                    json.PathOf("run_min"), plan.RunMin > 0 ? "is given beside energy_wh; allowed is one of them" : "is missing; allowed is run_min or energy_wh");
            }

            json.Finish();
            return plan;
        }

        private static int ReadTime(JsonSection json, string key, string text)
        {
            if (text.Length == 5 && text[2] == ':')
            {
                bool isGood = true;
                for (int i = 0; i < 5; i++)
                {
                    isGood &= i == 2 || (text[i] >= '0' && text[i] <= '9');
                }

                int minutes = (((text[0] - '0') * 10) + text[1] - '0') * 60;
                int past = ((text[3] - '0') * 10) + text[4] - '0';
                if (isGood && minutes < 1440 && past < 60)
                {
                    return minutes + past;
                }
            }

            throw new SettingsException(json.PathOf(key), "is \"" + text + "\"; allowed is a time from 00:00 to 23:59");
        }
    }
}

using MeterNode.Core.Protection;

namespace MeterNode.Core.Settings
{
    /// <summary>The protective device in front of the home, and how much of what it stands may be used.</summary>
    public sealed class DeviceSettings
    {
        private static readonly string[] s_kinds = { "fuse_gg", "mcb_b", "mcb_c", "mcb_d", "table" };

        /// <summary>The device.</summary>
        public ProtectiveDevice Device { get; internal set; } = null!;

        /// <summary>Whether the settings describe it; otherwise the strictest device of the limit's rating is assumed and nothing of it used.</summary>
        public bool IsDescribed { get; internal set; }

        /// <summary>Share of its budget at which loads are shed, thousandths.</summary>
        public int MostBudgetPermille { get; internal set; }

        /// <summary>How long an overload inside the budget is tolerated before loads are switched off, ms.</summary>
        public long ToleranceMs { get; internal set; }

        internal static DeviceSettings Read(JsonSection json, bool described, int limitA)
        {
            int kind = json.Choice("kind", s_kinds, 1);
            int ratingA = json.Int("rating_a", 6, 400, limitA);
            var settings = new DeviceSettings
            {
                IsDescribed = described,
                MostBudgetPermille = json.Int("budget_percent", 5, 90, 60) * 10,
                ToleranceMs = described ? json.Int("tolerance_s", 0, 600, 5) * 1000L : 0,
            };
            if (ratingA < limitA)
            {
                throw new SettingsException(json.PathOf("rating_a"), "is " + ratingA + "; allowed is limit_a, " + limitA + ", or more");
            }

            settings.Device = kind == (int)ProtectiveDeviceKind.Table ? ReadTable(json) : new ProtectiveDevice((ProtectiveDeviceKind)kind, ratingA);
            json.Finish();
            return settings;
        }

        private static ProtectiveDevice ReadTable(JsonSection json)
        {
            var rows = json.Sections("table", 2, 16);
            var currentsA = new int[rows.Length];
            var seconds = new float[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                currentsA[i] = rows[i].Int("current_a", 1, 100000);
                seconds[i] = (float)rows[i].Real("seconds", 0.001, 100000);
                rows[i].Finish();
            }

            string problem = ProtectiveDevice.ProblemOf(currentsA, seconds);
            if (problem.Length > 0)
            {
                throw new SettingsException(json.PathOf("table"), problem);
            }

            return new ProtectiveDevice(currentsA, seconds);
        }
    }
}

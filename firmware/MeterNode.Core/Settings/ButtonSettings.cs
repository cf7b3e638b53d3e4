namespace MeterNode.Core.Settings
{
    /// <summary>What the owner's button does.</summary>
    public sealed class ButtonSettings
    {
        /// <summary>Name of the load that it runs; empty when it does nothing.</summary>
        public string Load { get; internal set; } = "";

        /// <summary>For how long, min.</summary>
        public int Minutes { get; internal set; } = 60;

        internal static ButtonSettings Read(JsonSection json, bool given)
        {
            var button = new ButtonSettings();
            if (given)
            {
                button.Load = json.Name("load");
                button.Minutes = json.Int("minutes", 1, 1440, 60);
                json.Finish();
            }

            return button;
        }
    }
}

namespace MeterNode.Core.Settings
{
    /// <summary>The home's Wi-Fi; empty when the board's own stored network is used.</summary>
    public sealed class WifiSettings
    {
        /// <summary>Name of the network; empty for the one stored on the board (nanoff's network deployment).</summary>
        public string Ssid { get; internal set; } = "";

        /// <summary>Its password; never published or logged.</summary>
        public string Password { get; internal set; } = "";

        internal static WifiSettings Read(JsonSection json)
        {
            var wifi = new WifiSettings { Ssid = json.Text("ssid", 32, ""), Password = json.Secret("password", 64) };
            json.Finish();
            return wifi;
        }
    }
}

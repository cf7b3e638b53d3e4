namespace MeterNode.Core.Settings
{
    /// <summary>What contract and grid allow the home, and how it answers the grid.</summary>
    public sealed class GridSettings
    {
        private static readonly string[] s_responses = { "off", "dynamic", "low_frequency" };

        /// <summary>Contract power, averaged over <see cref="ContractWindowMs"/>, W; 0 for none.</summary>
        public int ContractW { get; internal set; }

        /// <summary>Settlement window of the contract power, ms.</summary>
        public int ContractWindowMs { get; internal set; }

        /// <summary>Import limit by an agreement after ENA G100, A a phase; 0 for none.</summary>
        public int ImportLimitA { get; internal set; }

        /// <summary>Export limit by an agreement after ENA G100, A a phase; -1 for none.</summary>
        public int ExportLimitA { get; internal set; }

        /// <summary>Devices that an order of the network operator may dim (§14a EnWG), by <see cref="DimmableLoad"/>; whether there are any.</summary>
        public bool CanBeDimmed { get; internal set; }

        /// <summary>Response to the frequency.</summary>
        public FrequencyResponseKind FrequencyResponse { get; internal set; }

        /// <summary>Whether surplus goes into loads.</summary>
        public bool DivertsSurplus { get; internal set; }

        /// <summary>Power at the grid that surplus diversion aims at, W; negative is export.</summary>
        public int SurplusSetPointW { get; internal set; }

        /// <summary>Random delay of a changed limit or price, s.</summary>
        public int RandomDelayS { get; internal set; }

        internal static GridSettings Read(JsonSection json)
        {
            var grid = new GridSettings
            {
                ContractW = json.Int("contract_w", 500, 200000, 0),
                ContractWindowMs = json.Int("contract_window_min", 5, 60, 30) * 60000,
                ImportLimitA = json.Int("import_limit_a", 1, 400, 0),
                ExportLimitA = json.Int("export_limit_a", 0, 400, -1),
                CanBeDimmed = json.Flag("dimming", false),
                FrequencyResponse = (FrequencyResponseKind)json.Choice("frequency_response", s_responses, 0),
                DivertsSurplus = json.Flag("divert_surplus", false),
                SurplusSetPointW = json.Int("surplus_set_point_w", -5000, 1000, -50),
                RandomDelayS = json.Int("random_delay_s", 0, 1800, 60),
            };
            json.Finish();
            return grid;
        }

        /// <summary>Whether a load is one that the network operator may dim: charge points, heat pumps and batteries above 4.2 kW.</summary>
        public static bool DimmableLoad(LoadSettings load)
        {
            bool kind = load.Kind == Loads.LoadKind.ChargePoint || load.Kind == Loads.LoadKind.HeatPump || load.Kind == Loads.LoadKind.Battery;
            return kind && load.RatedW > Standards.GridFigures.DimmedDeviceW;
        }
    }
}

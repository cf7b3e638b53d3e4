namespace MeterNode.Core.Loads
{
    /// <summary>The words by which ranks and reasons are published (the platform prints an enum as its number).</summary>
    public static class Words
    {
        /// <summary>The word for a rank.</summary>
        public static string Of(Rank rank)
        {
            switch (rank)
            {
                case Rank.Protection: return "protection";
                case Rank.Grid: return "grid";
                case Rank.Equipment: return "equipment";
                case Rank.Owner: return "owner";
                case Rank.Orchestrator: return "orchestrator";
                default: return "plan";
            }
        }

        /// <summary>The word for a reason.</summary>
        public static string Of(Reason reason)
        {
            switch (reason)
            {
                case Reason.SupplyLimit: return "supply_limit";
                case Reason.AwaitingRestore: return "awaiting_restore";
                case Reason.AwaitingRoom: return "awaiting_room";
                case Reason.Displaced: return "displaced";
                case Reason.SupplyUnmeasured: return "supply_unmeasured";
                case Reason.SupplyInconsistent: return "supply_inconsistent";
                case Reason.CircuitUnmeasured: return "circuit_unmeasured";
                case Reason.MinimumOn: return "minimum_on";
                case Reason.MinimumOff: return "minimum_off";
                case Reason.LongestOff: return "longest_off";
                case Reason.StartsUsedUp: return "starts_used_up";
                case Reason.RelayRests: return "relay_rests";
                case Reason.Restarting: return "restarting";
                case Reason.ContractPower: return "contract_power";
                case Reason.ImportLimit: return "import_limit";
                case Reason.ExportLimit: return "export_limit";
                case Reason.LockedOut: return "locked_out";
                case Reason.Dimmed: return "dimmed";
                case Reason.Frequency: return "frequency";
                case Reason.Island: return "island";
                case Reason.NegativePrice: return "negative_price";
                case Reason.ExportPrice: return "export_price";
                case Reason.Surplus: return "surplus";
                case Reason.Owner: return "owner";
                case Reason.RequestOn: return "request_on";
                case Reason.RequestOff: return "request_off";
                case Reason.RequestPower: return "request_power";
                case Reason.SafeMode: return "safe_mode";
                case Reason.PlannedRun: return "planned_run";
                case Reason.CheaperLater: return "cheaper_later";
                default: return "free";
            }
        }
    }
}

namespace VirtualHome.Traces
{
    /// <summary>Which recording a file holds; found by its header.</summary>
    public enum TraceKind
    {
        /// <summary><c>time, live_power_w, evse_power_w, charging_current_a</c>: a home with an EV charger.</summary>
        HouseholdWithEv,

        /// <summary><c>start_utc, kwh</c>: a home's energy a half-hour.</summary>
        HouseholdEnergy,

        /// <summary><c>start_utc, import_p_per_kwh, export_p_per_kwh</c>: prices.</summary>
        Prices,

        /// <summary><c>month, day, hour, outdoor_c, ac_w</c>: a year of outdoor temperature and inverter output.</summary>
        WeatherYear,

        /// <summary><c>time, solar_w, grid_w_import_positive</c>: panels and the grid.</summary>
        SolarAndGrid,

        /// <summary><c>time, rms_a, apparent_va, active_w, reactive_var, power_factor, h1_a ... h9_a</c>: the current of one appliance.</summary>
        Appliance,
    }
}

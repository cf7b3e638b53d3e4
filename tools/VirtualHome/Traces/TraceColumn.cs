namespace VirtualHome.Traces
{
    /// <summary>A quantity that a recording can hold.</summary>
    public enum TraceColumn
    {
        /// <summary>Power of the whole home, EV included, W.</summary>
        LiveW,

        /// <summary>Power of the EV charger, W.</summary>
        EvW,

        /// <summary>Current of the EV charger, A.</summary>
        EvA,

        /// <summary>What the home uses without its EV charger and before its panels, W; worked out from the others.</summary>
        UseW,

        /// <summary>Energy of an interval, kWh.</summary>
        EnergyKWh,

        /// <summary>Import price, p/kWh.</summary>
        ImportPence,

        /// <summary>Export price, p/kWh.</summary>
        ExportPence,

        /// <summary>Outdoor temperature, °C.</summary>
        OutdoorC,

        /// <summary>Output of the panels' inverter, W.</summary>
        SolarW,

        /// <summary>Power from the grid, W; negative when the home delivers.</summary>
        GridW,

        /// <summary>Rms current, A.</summary>
        RmsA,

        /// <summary>Apparent power, VA.</summary>
        ApparentVa,

        /// <summary>Real power, W.</summary>
        ActiveW,

        /// <summary>Reactive power, var; positive lags.</summary>
        ReactiveVar,

        /// <summary>Power factor, 0 to 1.</summary>
        PowerFactor,

        /// <summary>Fundamental of the current, A peak.</summary>
        Order1A,

        /// <summary>Third harmonic of the current, A peak.</summary>
        Order3A,

        /// <summary>Fifth harmonic of the current, A peak.</summary>
        Order5A,

        /// <summary>Seventh harmonic of the current, A peak.</summary>
        Order7A,

        /// <summary>Ninth harmonic of the current, A peak.</summary>
        Order9A,
    }
}

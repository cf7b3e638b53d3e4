namespace MeterNode.Core.Loads
{
    /// <summary>What a load is; it decides which powers it can be told and what its equipment stands.</summary>
    public enum LoadKind
    {
        /// <summary>Anything behind a relay or contactor: all or nothing.</summary>
        Switch,

        /// <summary>A resistive heater: all or nothing, or any power by burst firing of a solid-state relay.</summary>
        Heater,

        /// <summary>A car's charge point: off, or from 6 A up in steps of an ampere (IEC 61851-1).</summary>
        ChargePoint,

        /// <summary>A heat pump with SG-Ready contacts: locked, normal or recommended.</summary>
        HeatPump,

        /// <summary>A battery or a car that gives back: a signed set-point, negative when it gives.</summary>
        Battery,

        /// <summary>A generator's inverter: a limit of what it may give, or a contactor.</summary>
        Inverter,

        /// <summary>Servers that keep to a budget of power, with a floor below which they suspend.</summary>
        Compute,
    }
}

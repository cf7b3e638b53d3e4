namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What a day was made to be awkward by.</summary>
    internal enum NastyDay
    {
        /// <summary>Nothing: a heavy but ordinary day.</summary>
        None,

        /// <summary>Car, heat pump, tank, showers and kitchen begin within ten seconds.</summary>
        EverythingAtOnce,

        /// <summary>A workshop's motor starts dozens of times in a row.</summary>
        MotorStarts,

        /// <summary>What cannot be switched stands within 1 % of the rating for half an hour to two hours.</summary>
        AtTheLimit,

        /// <summary>A car takes its full power whatever it is told.</summary>
        IgnoresSetpoint,

        /// <summary>The contact of one load does not open any more. Judged apart: no controller can end that load.</summary>
        WeldedContact,
    }
}

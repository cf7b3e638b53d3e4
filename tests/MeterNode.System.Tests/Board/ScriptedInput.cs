using System;
using System.Collections.Generic;
using VirtualEsp32.Peripherals;

namespace MeterNode.System.Tests.Board
{
    /// <summary>An analog input with two constant voltages, or shapes over time, that remembers what it was asked.</summary>
    internal sealed class ScriptedInput : IAnalogInput
    {
        private readonly Func<double, double, double> _shunt;
        private readonly Func<double, double, double> _bus;

        internal ScriptedInput(double shuntVolts, double busVolts)
            : this((_, _) => shuntVolts, (_, _) => busVolts)
        {
        }

        internal ScriptedInput(Func<double, double, double> shunt, Func<double, double, double> bus)
        {
            _shunt = shunt;
            _bus = bus;
        }

        internal List<(double FromUs, double ToUs)> ShuntWindows { get; } = new List<(double, double)>();

        internal List<(double FromUs, double ToUs)> BusWindows { get; } = new List<(double, double)>();

        public double MeanShuntVolts(double fromUs, double toUs)
        {
            ShuntWindows.Add((fromUs, toUs));
            return _shunt(fromUs, toUs);
        }

        public double MeanBusVolts(double fromUs, double toUs)
        {
            BusWindows.Add((fromUs, toUs));
            return _bus(fromUs, toUs);
        }
    }
}

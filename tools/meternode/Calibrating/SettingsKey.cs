using System;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>A number that goes into the settings.</summary>
    internal sealed record SettingsKey
    {
        /// <summary>Makes one.</summary>
        /// <param name="name">Its key.</param>
        /// <param name="value">Its value.</param>
        /// <param name="decimals">Digits behind the point that are worth keeping.</param>
        internal SettingsKey(string name, double value, int decimals)
        {
            Name = name;

            // Decimal, for a double of 0.00001 would be written as 1E-05.
            Value = (decimal)Math.Round(value, decimals);
        }

        /// <summary>Its key.</summary>
        internal string Name { get; }

        /// <summary>Its value, rounded.</summary>
        internal decimal Value { get; }
    }
}

using System;
using VirtualHome.Description;
using VirtualHome.Traces;

namespace VirtualHome.Appliances
{
    /// <summary>What a charging point and its car are like.</summary>
    public sealed record EvChargerSettings : ApplianceSettings
    {
        /// <summary>Most current that the point may offer, A a phase.</summary>
        public double RatedA { get; init; } = 32;

        /// <summary>Most current that the car takes, A a phase.</summary>
        public double CarMostA { get; init; } = 32;

        /// <summary>Capacity of the car's battery, kWh.</summary>
        public double CapacityKWh { get; init; } = 60;

        /// <summary>State of charge when the run begins.</summary>
        public double FirstChargeShare { get; init; } = 0.6;

        /// <summary>State of charge at which the car stops.</summary>
        public double TargetShare { get; init; } = 0.9;

        /// <summary>Mean use a day, kWh.</summary>
        public double UsedKWhADay { get; init; } = 12;

        /// <summary>Usual time of leaving, h of local time.</summary>
        public double LeavesHour { get; init; } = 7.5;

        /// <summary>Usual time of coming home, h of local time.</summary>
        public double ArrivesHour { get; init; } = 18;

        /// <summary>On what share of the days the car is plugged in.</summary>
        public double PlugsInShare { get; init; } = 0.9;

        /// <summary>A recording whose EV power is what the car would draw, or null.</summary>
        public TraceSource? Recording { get; init; }

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static EvChargerSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new EvChargerSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                RatedA = section.Number("rated_a", 32, 6, 80),
                CarMostA = section.Number("car_most_a", 32, 6, 80),
                CapacityKWh = section.Number("capacity_kwh", 60, 5, 300),
                FirstChargeShare = section.Number("first_charge_share", 0.6, 0, 1),
                TargetShare = section.Number("target_share", 0.9, 0.1, 1),
                UsedKWhADay = section.Number("used_kwh_a_day", 12, 0, 200),
                LeavesHour = section.Number("leaves_hour", 7.5, 4, 11),
                ArrivesHour = section.Number("arrives_hour", 18, 12, 23.5),
                PlugsInShare = section.Number("plugs_in_share", 0.9, 0, 1),
                Recording = section.Recording(TraceColumn.EvW),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new EvCharger(this, seed, Recording?.Play(startUtc));
        }
    }
}

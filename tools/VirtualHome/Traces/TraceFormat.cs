using System.Collections.Generic;

namespace VirtualHome.Traces
{
    /// <summary>How the files of one kind are laid out.</summary>
    internal sealed class TraceFormat
    {
        private const double MostW = 200_000;

        private TraceFormat(TraceKind kind, TraceAlignment alignment, string[] time, params TraceField[] fields)
        {
            Kind = kind;
            Alignment = alignment;
            Time = time;
            Fields = fields;
        }

        /// <summary>Every format there is.</summary>
        internal static IReadOnlyList<TraceFormat> All { get; } = new[]
        {
            new TraceFormat(
                TraceKind.HouseholdWithEv,
                TraceAlignment.Start,
                new[] { "time" },
                new TraceField("live_power_w", TraceColumn.LiveW, -MostW, MostW),
                new TraceField("evse_power_w", TraceColumn.EvW, 0, MostW),
                new TraceField("charging_current_a", TraceColumn.EvA, 0, 1000)),
            new TraceFormat(
                TraceKind.HouseholdEnergy,
                TraceAlignment.Date,
                new[] { "start_utc" },
                new TraceField("kwh", TraceColumn.EnergyKWh, 0, 1000)),
            new TraceFormat(
                TraceKind.Prices,
                TraceAlignment.Date,
                new[] { "start_utc" },
                new TraceField("import_p_per_kwh", TraceColumn.ImportPence, -10_000, 10_000),
                new TraceField("export_p_per_kwh", TraceColumn.ExportPence, -10_000, 10_000)),
            new TraceFormat(
                TraceKind.WeatherYear,
                TraceAlignment.Year,
                new[] { "month", "day", "hour" },
                new TraceField("outdoor_c", TraceColumn.OutdoorC, -80, 70),
                new TraceField("ac_w", TraceColumn.SolarW, -100, MostW)),
            new TraceFormat(
                TraceKind.SolarAndGrid,
                TraceAlignment.Clock,
                new[] { "time" },
                new TraceField("solar_w", TraceColumn.SolarW, -100, MostW),
                new TraceField("grid_w_import_positive", TraceColumn.GridW, -MostW, MostW)),
            new TraceFormat(
                TraceKind.Appliance,
                TraceAlignment.Start,
                new[] { "time" },
                new TraceField("rms_a", TraceColumn.RmsA, 0, 1000),
                new TraceField("apparent_va", TraceColumn.ApparentVa, 0, MostW),
                new TraceField("active_w", TraceColumn.ActiveW, -MostW, MostW),
                new TraceField("reactive_var", TraceColumn.ReactiveVar, -MostW, MostW),
                new TraceField("power_factor", TraceColumn.PowerFactor, -1, 1),
                new TraceField("h1_a", TraceColumn.Order1A, 0, 1500),
                new TraceField("h3_a", TraceColumn.Order3A, 0, 1500),
                new TraceField("h5_a", TraceColumn.Order5A, 0, 1500),
                new TraceField("h7_a", TraceColumn.Order7A, 0, 1500),
                new TraceField("h9_a", TraceColumn.Order9A, 0, 1500)),
        };

        internal TraceKind Kind { get; }

        /// <summary>How recordings of this kind are aligned when nothing else is said.</summary>
        internal TraceAlignment Alignment { get; }

        /// <summary>The columns of the time: one with date and time in UTC, or month, day and hour.</summary>
        internal string[] Time { get; }

        internal TraceField[] Fields { get; }

        /// <summary>The header, as it should be.</summary>
        internal string Header
        {
            get
            {
                var names = new List<string>(Time);
                foreach (var each in Fields)
                {
                    names.Add(each.Name);
                }

                return string.Join(',', names);
            }
        }
    }
}

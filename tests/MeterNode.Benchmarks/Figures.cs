using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Spectre.Console;

namespace MeterNode.Benchmarks
{
    /// <summary>The figures of a benchmark, with the limit of each that has one; shown as a table and written as JSON.</summary>
    internal sealed class Figures
    {
        private readonly Dictionary<string, object> _json = new Dictionary<string, object>(StringComparer.Ordinal);
        private readonly Table _table = new Table().AddColumns("figure", "value", "limit", "");

        /// <summary>Whether every figure is within its limit.</summary>
        public bool Ok { get; private set; } = true;

        /// <summary>Takes a figure.</summary>
        /// <param name="key">Its key in the JSON.</param>
        /// <param name="what">What it is, with its unit.</param>
        /// <param name="value">The figure.</param>
        /// <param name="most">The most that it may be, or null.</param>
        public void Add(string key, string what, double value, double? most = null)
        {
            bool within = most is null || value <= most;
            Ok &= within;
            _json[key] = Math.Round(value, 4);
            _table.AddRow(
                what,
                value.ToString("0.###", CultureInfo.InvariantCulture),
                most is null ? string.Empty : "<= " + most.Value.ToString("0.###", CultureInfo.InvariantCulture),
                most is null ? string.Empty : within ? "[green]ok[/]" : "[red]missed[/]");
        }

        /// <summary>Takes a condition.</summary>
        public void Require(string key, string what, bool holds)
        {
            Ok &= holds;
            _json[key] = holds;
            _table.AddRow(what, holds ? "yes" : "no", "yes", holds ? "[green]ok[/]" : "[red]missed[/]");
        }

        /// <summary>Shows the table, writes the JSON, and tells the exit code.</summary>
        public int Finish(BenchmarkOptions options)
        {
            AnsiConsole.Write(_table);
            if (options.Json is { } path)
            {
                var document = new Dictionary<string, object>(StringComparer.Ordinal) { ["ok"] = Ok };
                foreach (var pair in _json)
                {
                    document[pair.Key] = pair.Value;
                }

                File.WriteAllText(path, JsonSerializer.Serialize(document, new JsonSerializerOptions { WriteIndented = true }) + Environment.NewLine);
            }

            return Ok ? 0 : 1;
        }
    }
}

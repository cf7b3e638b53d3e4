using System;
using System.Collections.Generic;
using System.Globalization;

namespace MeterNode.Benchmarks
{
    /// <summary>The options of one benchmark: <c>--name value</c> pairs, <c>--json</c> among them.</summary>
    internal sealed class BenchmarkOptions
    {
        private readonly Dictionary<string, string> _values = new Dictionary<string, string>(StringComparer.Ordinal);

        /// <summary>Reads the options.</summary>
        /// <exception cref="ArgumentException">One is not known or has no value.</exception>
        public BenchmarkOptions(string[] args, params string[] known)
        {
            for (int i = 0; i < args.Length; i += 2)
            {
                if (args[i] != "--json" && Array.IndexOf(known, args[i]) < 0)
                {
                    throw new ArgumentException("option \"" + args[i] + "\" is not known; allowed are " + string.Join(", ", known) + ", --json");
                }

                if (i + 1 == args.Length)
                {
                    throw new ArgumentException("option " + args[i] + " has no value");
                }

                _values[args[i]] = args[i + 1];
            }
        }

        /// <summary>Where the figures go as JSON, or null.</summary>
        public string? Json => Text("--json");

        /// <summary>A text, or null.</summary>
        public string? Text(string name)
        {
            return _values.GetValueOrDefault(name);
        }

        /// <summary>A positive number.</summary>
        /// <exception cref="ArgumentException">It is none.</exception>
        public double Number(string name, double fallback)
        {
            if (!_values.TryGetValue(name, out string? text))
            {
                return fallback;
            }

            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0
                ? number
                : throw new ArgumentException("option " + name + " is \"" + text + "\"; allowed is a positive number");
        }
    }
}

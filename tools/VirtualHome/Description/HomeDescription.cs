using System;
using System.Collections.Generic;
using System.IO;
using VirtualHome.Appliances;
using VirtualHome.Mains;
using VirtualHome.Weather;

namespace VirtualHome.Description
{
    /// <summary>What a home consists of.</summary>
    public sealed record HomeDescription
    {
        /// <summary>Most circuits that one node can measure: an INA219 has 16 addresses.</summary>
        public const int MostMeasured = 16;

        private const string DefaultFile = "default-home.json";

        /// <summary>The supply.</summary>
        public MainsSettings Mains { get; init; } = new MainsSettings();

        /// <summary>What local time is ahead of UTC, h; people live by it.</summary>
        public double LocalOffsetH { get; init; }

        /// <summary>Whether clamps and references have no errors.</summary>
        public bool IdealParts { get; init; }

        /// <summary>Place and climate.</summary>
        public WeatherSettings Weather { get; init; } = new WeatherSettings();

        /// <summary>The circuits: a supply for each phase, and branches.</summary>
        public required IReadOnlyList<CircuitDescription> Circuits { get; init; }

        /// <summary>The appliances.</summary>
        public IReadOnlyList<ApplianceSettings> Appliances { get; init; } = Array.Empty<ApplianceSettings>();

        /// <summary>
        /// The home that is simulated when nothing else is asked for: one phase with a 60 A fuse, on which an electric shower and
        /// a car do not fit together.
        /// </summary>
        /// <returns>The description.</returns>
        public static HomeDescription Default()
        {
            return HomeReader.Parse(DefaultJson(), DefaultFile);
        }

        /// <summary>The text that <see cref="Default"/> is read from: an example to begin a description of one's own with.</summary>
        /// <returns>JSON with comments.</returns>
        public static string DefaultJson()
        {
            using var stream = typeof(HomeDescription).Assembly.GetManifestResourceStream(DefaultFile)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }

        /// <summary>Whether a text can be the name of a circuit or an appliance: it is part of topics and of contact names.</summary>
        /// <param name="text">The text.</param>
        /// <returns>Whether it has 1 to 32 small letters, digits, <c>-</c> and <c>_</c>, and begins with a letter.</returns>
        public static bool IsName(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            if (text.Length is 0 or > 32 || !char.IsAsciiLetterLower(text[0]))
            {
                return false;
            }

            foreach (char each in text)
            {
                if (!char.IsAsciiLetterLower(each) && !char.IsAsciiDigit(each) && each is not ('-' or '_'))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Looks for contradictions.</summary>
        /// <returns>The first one, or null.</returns>
        public HomeProblem? FindProblem()
        {
            return FindCircuitProblem() ?? FindApplianceProblem();
        }

        /// <summary>Makes sure that there are no contradictions.</summary>
        /// <exception cref="ArgumentException">There is one.</exception>
        internal void Check()
        {
            if (FindProblem() is { } problem)
            {
                throw new ArgumentException(problem.Key + ": found " + problem.Found + ", allowed is " + problem.Allowed);
            }
        }

        private HomeProblem? FindCircuitProblem()
        {
            var names = new HashSet<string>();
            var supplies = new int[Mains.Phases];
            int measured = 0;
            for (int i = 0; i < Circuits.Count; i++)
            {
                var circuit = Circuits[i];
                string key = "circuits[" + i + "].";
                if (!IsName(circuit.Name) || !names.Add(circuit.Name))
                {
                    return new HomeProblem(key + "name", "'" + circuit.Name + "'", "a name that no other circuit has");
                }

                if (circuit.Phase < 1 || circuit.Phase > Mains.Phases)
                {
                    return new HomeProblem(key + "phase", circuit.Phase.ToString(), "a phase of the supply, 1 to " + Mains.Phases);
                }

                supplies[circuit.Phase - 1] += circuit.Kind == CircuitKind.Supply ? 1 : 0;
                measured += circuit.Measured ? 1 : 0;
                if (measured > MostMeasured)
                {
                    return new HomeProblem(key + "measured", "one more measured circuit", MostMeasured + " at most");
                }
            }

            for (int phase = 1; phase <= supplies.Length; phase++)
            {
                if (supplies[phase - 1] != 1)
                {
                    return new HomeProblem("circuits", supplies[phase - 1] + " circuits of kind supply on phase " + phase, "one a phase");
                }
            }

            return null;
        }

        private HomeProblem? FindApplianceProblem()
        {
            var names = new HashSet<string>();
            for (int i = 0; i < Appliances.Count; i++)
            {
                var appliance = Appliances[i];
                string key = "appliances[" + i + "].";
                if (!IsName(appliance.Name) || !names.Add(appliance.Name))
                {
                    return new HomeProblem(key + "name", "'" + appliance.Name + "'", "a name that no other appliance has");
                }

                var phases = new HashSet<int>();
                foreach (string name in appliance.Circuits)
                {
                    var circuit = FindBranch(name);
                    if (circuit is null)
                    {
                        return new HomeProblem(key + "circuit", "'" + name + "'", "one of " + string.Join(", ", BranchNames()));
                    }

                    if (!phases.Add(circuit.Phase))
                    {
                        return new HomeProblem(key + "circuits", "two circuits of phase " + circuit.Phase, "circuits of different phases");
                    }
                }

                if (appliance.Circuits.Count is not (1 or 3))
                {
                    return new HomeProblem(key + "circuits", appliance.Circuits.Count + " circuits", "1 or 3");
                }
            }

            return FindAmbiguousContact();
        }

        /// <summary>A contact named like an appliance and like a circuit must mean the same.</summary>
        private HomeProblem? FindAmbiguousContact()
        {
            for (int i = 0; i < Appliances.Count; i++)
            {
                string name = Appliances[i].Name;
                for (int other = 0; other < Appliances.Count; other++)
                {
                    foreach (string circuit in Appliances[other].Circuits)
                    {
                        if (circuit == name && other != i)
                        {
                            return new HomeProblem(
                                "appliances[" + i + "].name",
                                "'" + name + "', also the name of a circuit with another appliance",
                                "another name");
                        }
                    }
                }
            }

            return null;
        }

        private CircuitDescription? FindBranch(string name)
        {
            foreach (var circuit in Circuits)
            {
                if (circuit.Name == name && circuit.Kind == CircuitKind.Branch)
                {
                    return circuit;
                }
            }

            return null;
        }

        private List<string> BranchNames()
        {
            var names = new List<string>();
            foreach (var circuit in Circuits)
            {
                if (circuit.Kind == CircuitKind.Branch)
                {
                    names.Add(circuit.Name);
                }
            }

            return names;
        }
    }
}

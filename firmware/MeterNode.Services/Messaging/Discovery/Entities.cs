using MeterNode.Core.Loads;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>
    /// The entities that a subject can have in Home Assistant. Which of them one has is a set of bits; bit and name of an entity are
    /// in the record on flash, so that new ones are only ever added at the end.
    /// </summary>
    public static class Entities
    {
        /// <summary>How many kinds of subjects there are.</summary>
        public const int Kinds = 4;

        // Names of circuits, channels and loads may end in anything, so no name of an entity of theirs may contain an underscore:
        // then no two identifiers can be equal.
        private static readonly string[][] s_names =
        {
            new[]
            {
                "frequency", "voltage", "voltage_l2", "voltage_l3", "limit", "budget", "headroom", "safe_mode", "reconnects", "import_price", "export_price",
                "next_import_price", "next_export_price", "firmware",
            },
            new[] { "power", "current", "reactive", "factor", "import", "export", "fault", "wiring" },
            new[] { "voltage", "current", "power" },
            new[] { "switch", "request", "number", "on", "power", "reason", "operations", "fault", "plan", "planstart", "amperes", "boost" },
        };

        // s: sensor, b: binary_sensor, w: switch, c: select, n: number, u: update.
        private static readonly string[] s_platforms = { "sssssssbsssssu", "ssssssbb", "sss", "wcnbsssbssnn" };
        private static readonly string[] s_heads = { "n", "c", "d", "l" };

        /// <summary>How many entities a subject of a kind can have.</summary>
        public static int CountOf(SubjectKind kind)
        {
            return s_names[(int)kind].Length;
        }

        /// <summary>The name of an entity within its subject.</summary>
        public static string NameOf(SubjectKind kind, int entity)
        {
            return s_names[(int)kind][entity];
        }

        /// <summary>Home Assistant's platform of an entity.</summary>
        public static string PlatformOf(SubjectKind kind, int entity)
        {
            switch (s_platforms[(int)kind][entity])
            {
                case 's': return "sensor";
                case 'b': return "binary_sensor";
                case 'w': return "switch";
                case 'c': return "select";
                case 'u': return "update";
                default: return "number";
            }
        }

        /// <summary>The identifier of an entity among those of its node.</summary>
        /// <param name="kind">What it is of.</param>
        /// <param name="subject">The subject's name; empty for the node.</param>
        /// <param name="entity">Its bit.</param>
        public static string IdOf(SubjectKind kind, string subject, int entity)
        {
            string head = s_heads[(int)kind] + "_";
            return subject.Length > 0 ? head + subject + "_" + NameOf(kind, entity) : head + NameOf(kind, entity);
        }

        /// <summary>Which entities the node has.</summary>
        public static int OfNode(NodeSettings settings)
        {
            const int voltagesOfOtherPhases = (1 << 2) | (1 << 3);
            int all = (1 << CountOf(SubjectKind.Node)) - 1;
            return settings.SupplyCircuitOf(1) >= 0 ? all : all & ~voltagesOfOtherPhases;
        }

        /// <summary>Which entities every circuit, or every direct-current channel, has: all of its kind.</summary>
        public static int OfAny(SubjectKind kind)
        {
            return (1 << CountOf(kind)) - 1;
        }

        /// <summary>
        /// Which entities a load has: nothing to command where nobody may, a number where it can be told powers, of amperes for a
        /// charge point that has more than one whole number of them, of minutes for one that draws, a plan where it has one.
        /// </summary>
        public static int OfLoad(NodeSettings settings, Load load)
        {
            const int commands = (1 << 0) | (1 << 1);
            const int number = 1 << 2;
            const int on = 1 << 3;
            const int operations = 1 << 6;
            const int amperes = 1 << 10;
            const int boost = 1 << 11;
            const int plan = (1 << 8) | (1 << 9);
            int entities = OfAny(SubjectKind.Load);
            entities &= load.Critical ? ~(commands | number | amperes | boost) : ~on;
            entities &= !load.IsModulating ? ~(number | amperes) : load.Kind == LoadKind.ChargePoint ? ~number : ~amperes;
            int wattsPerAmpere = LoadRequests.WattsPerAmpere(settings, load.Index);
            bool hasChoice = wattsPerAmpere > 0 && LoadRequests.LeastAmperes(load, wattsPerAmpere) < LoadRequests.MostAmperes(load, wattsPerAmpere);
            entities &= hasChoice ? -1 : ~amperes;
            entities &= LoadRequests.CanBoost(load) ? -1 : ~boost;
            entities &= load.HasPlan ? -1 : ~plan;
            return load.HasContact ? entities : entities & ~operations;
        }
    }
}

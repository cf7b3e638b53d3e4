namespace MeterNode.Benchmarks.Protection
{
    /// <summary>A node in an adversary's hands, with a judge beside it.</summary>
    internal sealed class AdversaryController : IHomeController
    {
        private const long StartedBeforeMs = 1000;

        private readonly NodeController _node;

        /// <summary>Sets it up.</summary>
        public AdversaryController(HomeDescription home, ulong seed)
        {
            _node = new NodeController(home, exposed: true);
            Adversary = new Adversary(_node, seed);
            Judge = new AdversaryJudge(home, _node);
        }

        /// <summary>Who gives the orders.</summary>
        public Adversary Adversary { get; }

        /// <summary>Who counts.</summary>
        public AdversaryJudge Judge { get; }

        /// <inheritdoc/>
        public void Step(HomeReadings readings, HomeCommands commands)
        {
            long nowMs = readings.NowMs + StartedBeforeMs;
            Adversary.Act(readings, nowMs);
            _node.Step(readings, commands);
            Judge.Look(commands, nowMs);
        }
    }
}

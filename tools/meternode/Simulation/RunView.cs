using System.Threading;
using System.Threading.Tasks;

namespace MeterNode.Cli.Simulation
{
    /// <summary>
    /// Watches a run from a thread of its own: the run leaves a snapshot now and then and never waits for it to be shown.
    /// </summary>
    internal abstract class RunView
    {
        private RunSnapshot? _latest;

        /// <summary>The newest snapshot, or null.</summary>
        protected RunSnapshot? Latest => Volatile.Read(ref _latest);

        /// <summary>Leaves a snapshot. The run's thread.</summary>
        internal void Show(RunSnapshot snapshot)
        {
            Volatile.Write(ref _latest, snapshot);
        }

        /// <summary>Shows snapshots until the run has ended.</summary>
        internal abstract Task FollowAsync(Task run);
    }
}

using System;
using System.IO;
using System.Threading.Tasks;
using MeterNode.Cli.Views;

namespace MeterNode.Cli.Simulation
{
    /// <summary>Tells of a run by a line now and then, ever more rarely.</summary>
    internal sealed class PlainView : RunView
    {
        private const double LeastPauseS = 5;
        private const double MostPauseS = 300;
        private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

        private readonly TextWriter _output;
        private readonly SimulationOptions _options;

        /// <summary>Makes the view.</summary>
        /// <param name="output">Where its lines go.</param>
        /// <param name="options">What the run is to be.</param>
        internal PlainView(TextWriter output, SimulationOptions options)
        {
            _output = output;
            _options = options;
        }

        /// <inheritdoc/>
        internal override async Task FollowAsync(Task run)
        {
            double nextS = LeastPauseS;
            while (!run.IsCompleted)
            {
                await Task.WhenAny(run, Task.Delay(s_look));
                if (Latest is { } now && now.Wall.TotalSeconds >= nextS)
                {
                    nextS = now.Wall.TotalSeconds + Math.Clamp(now.Wall.TotalSeconds / 5, LeastPauseS, MostPauseS);
                    _output.WriteLine(Line(now));
                    _output.Flush();
                }
            }
        }

        private string Line(RunSnapshot now)
        {
            double share = now.Now.TotalHours / _options.Hours;
            string status = now.Status.Length > 0 ? now.Status : "not heard";
            var utc = _options.StartUtc + now.Now;
            return Tables.Format($"{utc:yyyy-MM-dd HH:mm}Z  {share,4:0 %}  {now.Factor:0} x real time  supply {now.SupplyA:0.0} A, peak {now.PeakA:0.0} A  ")
                + Tables.Format($"{now.ShedEvents} sheds, {now.Violations} violations  node {status}, {now.Messages} messages");
        }
    }
}

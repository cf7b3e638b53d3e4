using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VirtualEsp32;
using VirtualEsp32.Storage;
using VirtualNode;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>
    /// A node without its broker for hours, with three power cuts, the second of them in the middle of writing a file of the outbox;
    /// then the broker is back. In the replay the power goes a fourth time, and
    /// then everything is replayed.
    /// </summary>
    internal sealed class OutageRun
    {
        private const string IntervalPath = @"I:\interval\";
        private static readonly TimeSpan s_powerless = TimeSpan.FromMinutes(3);
        private long _durable;

        private OutageRun(OutboxLedger ledger)
        {
            Ledger = ledger;
        }

        /// <summary>What the broker got.</summary>
        public OutboxLedger Ledger { get; }

        /// <summary>The highest number of an interval that was durable on flash.</summary>
        public long Durable => _durable;

        /// <summary>Numbers that never arrived.</summary>
        public long Lost => _durable - Ledger.UniqueIntervals.Sum(each => each.GetProperty("covers").GetInt64());

        /// <summary>When the connection was back for good, s.</summary>
        public double BackS { get; private set; }

        /// <summary>How long the replay took, s.</summary>
        public double ReplayS { get; private set; }

        /// <summary>Starts of the firmware.</summary>
        public int Boots { get; private set; }

        /// <summary>Path of the file in whose writing the power went.</summary>
        public string CutPath { get; private set; } = string.Empty;

        /// <summary>For each start, how long it was up and what its intervals add up to, s.</summary>
        public List<(double UpS, double CoveredS)> Coverage { get; } = new List<(double, double)>();

        /// <summary>Runs it with the whole firmware.</summary>
        /// <param name="outage">For how long there is no broker.</param>
        /// <param name="seed">Seed of the world; also moves the cuts.</param>
        public static OutageRun OfWholeFirmware(TimeSpan outage, int seed)
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create(seed);
            world.ConnectBroker(broker.Endpoint);
            int step = 0;
            return Of(world.Board, broker, world.Start, outage, seed, duration =>
            {
                // Something happens now and then: the oven goes on, loads are shed and come back.
                var end = world.Now + duration;
                while (world.Now < end)
                {
                    var most = TimeSpan.FromMinutes(20);
                    world.RunFor(end - world.Now < most ? end - world.Now : most);
                    world.Home.SetContact("oven", ++step % 6 == 3);
                }
            });
        }

        /// <summary>Runs it on any board.</summary>
        /// <param name="board">The board, without power; its firmware finds the broker.</param>
        /// <param name="broker">The broker.</param>
        /// <param name="start">Gives the board power.</param>
        /// <param name="outage">For how long there is no broker.</param>
        /// <param name="seed">Moves the cuts.</param>
        /// <param name="live">Lets the board live for a while.</param>
        public static OutageRun Of(VirtualBoard board, EmbeddedBroker broker, Action start, TimeSpan outage, int seed, Action<TimeSpan> live)
        {
            var run = new OutageRun(new OutboxLedger(broker, board));
            var ups = new List<double>();
            board.Flash.OperationFinished += run.Note;
            start();

            // An hour with the broker first, so that the log holds delivered records whose acknowledgement is not yet written down.
            live(TimeSpan.FromMinutes(62));
            broker.Stop();
            board.Network.Settle();
            for (int cut = 0; cut < 3; cut++)
            {
                live((outage / 4) + TimeSpan.FromSeconds((seed * 37 % 300) + (cut * 101)));
                if (cut == 1)
                {
                    run.CutInAWrite(board);
                }
                else
                {
                    board.PowerOff();
                }

                ups.Add((board.Scheduler.NowUs - board.BootUs) / 1e6);
                board.RunFor(s_powerless);
                board.PowerBack();
            }

            live(outage / 4);
            broker.Start();
            WaitForTheLink(board);
            run.CutInTheReplay(board, ups);
            WaitForTheLink(board);
            run.Replay(board);
            ups.Add((board.Scheduler.NowUs - board.BootUs) / 1e6);
            run.Boots = board.Boots;
            run.Cover(ups);
            return run;
        }

        private void CutInAWrite(VirtualBoard board)
        {
            board.Flash.OperationStarting += Cut;
            for (int second = 0; second < 660 && CutPath.Length == 0; second++)
            {
                board.RunFor(TimeSpan.FromSeconds(1));
            }

            board.Flash.OperationStarting -= Cut;
            if (CutPath.Length == 0)
            {
                throw new InvalidOperationException("nothing was written in eleven minutes");
            }

            void Cut(FlashOperation operation)
            {
                if (CutPath.Length == 0 && operation.Kind == FlashOperationKind.Commit && operation.Path.StartsWith(IntervalPath, StringComparison.Ordinal))
                {
                    CutPath = operation.Path;
                    board.PowerOff();
                }
            }
        }

        /// <summary>Once more the power goes: what was delivered and not yet written down comes again.</summary>
        private void CutInTheReplay(VirtualBoard board, List<double> ups)
        {
            const int Replayed = 30;
            int before = Ledger.Intervals.Count;
            while (Ledger.Intervals.Count < before + Replayed)
            {
                board.RunFor(TimeSpan.FromMilliseconds(100));
            }

            board.PowerOff();
            ups.Add((board.Scheduler.NowUs - board.BootUs) / 1e6);
            board.RunFor(TimeSpan.FromSeconds(10));
            board.PowerBack();
        }

        private static void WaitForTheLink(VirtualBoard board)
        {
            long connects = board.Network.Counters.Connects;
            while (board.Network.Counters.Connects == connects)
            {
                board.RunFor(TimeSpan.FromMilliseconds(100));
            }
        }

        /// <summary>Until nothing but today's intervals has come for a while.</summary>
        private void Replay(VirtualBoard board)
        {
            const double QuietS = 250;
            BackS = board.Scheduler.NowUs / 1e6;
            double lastS = BackS;
            while ((board.Scheduler.NowUs / 1e6) - lastS < QuietS)
            {
                int before = Ledger.Intervals.Count;
                board.RunFor(TimeSpan.FromSeconds(1));
                lastS = Ledger.Intervals.Count > before ? board.Scheduler.NowUs / 1e6 : lastS;
                ReplayS = lastS - BackS;
            }

            board.Network.Settle();
        }

        private void Note(FlashOperation operation)
        {
            if (operation.Kind == FlashOperationKind.Commit && operation.Path.StartsWith(IntervalPath + "e", StringComparison.Ordinal))
            {
                _durable = Math.Max(_durable, long.Parse(operation.Path[^10..], CultureInfo.InvariantCulture));
            }
        }

        private void Cover(List<double> ups)
        {
            var unique = Ledger.UniqueIntervals;
            for (int boot = 1; boot <= ups.Count; boot++)
            {
                double covered = unique.Where(each => each.GetProperty("boot").GetInt32() == boot).Sum(each => each.GetProperty("duration_s").GetDouble());
                Coverage.Add((ups[boot - 1], covered));
            }
        }
    }
}

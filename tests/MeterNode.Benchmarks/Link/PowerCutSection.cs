using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using MeterNode.System.Tests.Nodes;
using VirtualEsp32;
using VirtualEsp32.Storage;
using VirtualNode;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>
    /// The power goes at every single file operation of the whole firmware's first minutes: its first start, two intervals, saved
    /// counters, events, prices, a plan, changed settings with a restart. Where a file was to become durable it is left old, empty and torn. Then
    /// the power comes back, and another interval passes.
    /// </summary>
    internal static class PowerCutSection
    {
        private static readonly TimeSpan s_before = TimeSpan.FromMinutes(6);
        private static readonly TimeSpan s_after = TimeSpan.FromMinutes(6);

        // The second prices come while a quarter of an hour of them is over, and the plan has run.
        private static readonly string s_settings = TestWorld.Settings.Replace(
            "\"priority\": 50,", "\"priority\": 50, \"plan\": { \"run_min\": 30, \"ready_by\": \"02:00\" },", StringComparison.Ordinal);

        private const string Prices = "meternode/test-1/prices";
        private const string Damaged = "a record was found damaged";

        private enum Left
        {
            Old,
            Empty,
            Torn,
        }

        public static void Run(Figures figures)
        {
            var operations = new List<(FlashOperation Operation, byte[] Content)>();
            Live(null, Left.Old, [], (board, operation) =>
                operations.Add((operation, operation.Kind == FlashOperationKind.Commit && board.Flash.HasFile(operation.Path) ? board.Flash.ReadFile(operation.Path) : [])));
            int points = 0;
            int broken = 0;
            var saved = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (operation, content) in operations)
            {
                // A first save that is left torn can only be told as damaged: nothing was there before it.
                bool isFirst = operation.Kind == FlashOperationKind.Commit && saved.Add(operation.Path);
                foreach (var left in operation.Kind == FlashOperationKind.Commit ? Enum.GetValues<Left>() : [Left.Old])
                {
                    points++;
                    if (Live(operation, left, content, null) is { } problem && !(isFirst && left == Left.Torn && problem == Damaged))
                    {
                        broken++;
                        Console.WriteLine("cut at operation " + operation.Index + ", " + operation.Kind + " of " + operation.Path + ", " + left + ": " + problem);
                    }
                }
            }

            figures.Add("power_cut_points", "power cuts, one at every file operation", points);
            figures.Add("power_cut_losses", "  after which something was lost, doubled or did not start", broken, 0);
        }

        private static string? Live(FlashOperation? cut, Left left, byte[] content, Action<VirtualBoard, FlashOperation>? finished)
        {
            using var broker = EmbeddedBroker.Start();
            broker.Publish(Prices, "{\"start\":\"2026-03-01T00:00Z\",\"slot_min\":15,\"import_per_kwh\":[0.1,0.2,0.3]}", true);
            using var world = TestWorld.Create(settings: s_settings);
            using var ledger = new OutboxLedger(broker, world.Board);
            world.ConnectBroker(broker.Endpoint);
            if (finished is not null)
            {
                world.Board.Flash.OperationFinished += operation => finished(world.Board, operation);
            }

            bool wasCut = false;
            world.Board.Flash.OperationStarting += operation =>
            {
                if (operation.Index == cut?.Index)
                {
                    wasCut = true;
                    world.Board.PowerOff();
                }
            };
            world.Start();
            world.RunFor(s_before / 2);
            broker.Publish(Prices, "{\"start\":\"2026-03-01T00:30Z\",\"slot_min\":15,\"import_per_kwh\":[0.3,0.4]}", true);
            world.Board.Network.Settle();
            world.RunFor(s_before / 2);
            string changed = world.SettingsText.Replace("\"limit_a\": 60", "\"limit_a\": 50", StringComparison.Ordinal);
            if (!wasCut)
            {
                world.Board.Flash.WriteFile(NodeWorld.SettingsPath, Encoding.UTF8.GetBytes(changed));
                world.Board.Reset(VirtualEsp32.Kernel.ResetCause.Software);
                world.RunFor(s_before);
            }

            if (wasCut)
            {
                if (left != Left.Old && cut is { } at)
                {
                    world.Board.Flash.WriteFile(at.Path, left == Left.Empty ? [] : content[..(content.Length / 2)]);
                }

                world.RunFor(TimeSpan.FromSeconds(2));
                world.Board.PowerBack();
            }

            world.RunFor(s_after);
            world.Board.Network.Settle();
            return cut is not null && !wasCut ? "the operation did not come again" : Problem(ledger);
        }

        private static string? Problem(OutboxLedger ledger)
        {
            var intervals = ledger.UniqueIntervals;
            var events = ledger.UniqueEvents;
            if (intervals.Count < 1 || events.Count(each => each.GetProperty("event").GetString() == "started") < 1)
            {
                return "the node did not start again";
            }

            if (events.Any(each => each.GetProperty("event").GetString() is "settings_refused" or "counters_lost"))
            {
                return Damaged;
            }

            if (!Follow(intervals) || !Follow(events))
            {
                return "numbers have gaps or come back";
            }

            if (OutboxLedger.SameContent(intervals) > 0 || OutboxLedger.SameContent(events) > 0)
            {
                return "a record came under two numbers";
            }

            return null;
        }

        /// <summary>Whether numbers rise by one, but for those that are told as lost.</summary>
        private static bool Follow(List<JsonElement> unique)
        {
            foreach (var series in unique.GroupBy(each => each.GetProperty("series").GetString()))
            {
                long last = 0;
                long lost = 0;
                foreach (var record in series)
                {
                    long nowLost = record.TryGetProperty("lost_before", out var told) ? told.GetInt64() : lost;
                    if (OutboxLedger.SequenceOf(record) - last - 1 != nowLost - lost)
                    {
                        return false;
                    }

                    last = OutboxLedger.SequenceOf(record);
                    lost = nowLost;
                }
            }

            return true;
        }
    }
}

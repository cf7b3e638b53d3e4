using System;
using System.Globalization;
using MeterNode.System.Tests.Nodes;
using VirtualHome.Description;
using VirtualNode;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// How long the whole firmware on the virtual board, waveforms and all, needs from an overload's first cycle to open contacts:
    /// three times the rating and 1.6 times it, on a quiet board and with a native call that stalls every managed thread just then.
    /// </summary>
    internal static class ReactionRun
    {
        private const double RatingA = 60;

        /// <summary>Runs one overload.</summary>
        /// <param name="multiple">The supply's current, in multiples of the rating.</param>
        /// <param name="seed">Seed of board and home, and of the moment.</param>
        /// <param name="stall">Length of the stall; zero for none.</param>
        /// <param name="lead">How long before the overload the stall begins.</param>
        /// <returns>ms from the step to a supply current inside the rating.</returns>
        public static double Milliseconds(double multiple, int seed, TimeSpan stall, TimeSpan lead)
        {
            // Nearly everything can be shed: what matters is when, and not whether the rest is small enough.
            double sheddableW = (multiple * RatingA * 230) - 5000;
            string watts = ((int)(sheddableW / 2)).ToString(CultureInfo.InvariantCulture);
            string home = TestWorld.Home
                .Replace("\"name\": \"ev\", \"circuit\": \"ev\", \"power_w\": 7000", "\"name\": \"ev-element\", \"circuit\": \"ev\", \"power_w\": " + watts, StringComparison.Ordinal)
                .Replace("\"name\": \"immersion\", \"circuit\": \"immersion\", \"power_w\": 3000", "\"name\": \"immersion-element\", \"circuit\": \"immersion\", \"power_w\": " + watts, StringComparison.Ordinal)
                .Replace("\"circuit\": \"oven\", \"power_w\": 10000", "\"circuit\": \"oven\", \"power_w\": 4900", StringComparison.Ordinal)
                .Replace("\"ct_rated_a\": 100", "\"ct_rated_a\": 200", StringComparison.Ordinal)
                .Replace("{ \"name\": \"ev\" }, { \"name\": \"immersion\" }", "{ \"name\": \"ev\", \"ct_rated_a\": 200 }, { \"name\": \"immersion\", \"ct_rated_a\": 200 }", StringComparison.Ordinal);
            string settings = TestWorld.Settings
                .Replace("\"limit_a\": 60", "\"limit_a\": 60, \"device\": { \"kind\": \"fuse_gg\" }", StringComparison.Ordinal)
                .Replace("\"address\": 64 }", "\"address\": 64, \"ct_ratio\": 4000, \"rated_a\": 200 }", StringComparison.Ordinal)
                .Replace("\"address\": 65 }", "\"address\": 65, \"ct_ratio\": 4000, \"rated_a\": 200 }", StringComparison.Ordinal)
                .Replace("\"address\": 66 }", "\"address\": 66, \"ct_ratio\": 4000, \"rated_a\": 200 }", StringComparison.Ordinal)
                .Replace("\"power_w\": 7000", "\"power_w\": 100", StringComparison.Ordinal)
                .Replace("\"power_w\": 3000", "\"power_w\": 100", StringComparison.Ordinal);
            using var world = new NodeWorld(new NodeWorldOptions
            {
                Home = HomeReader.Parse(home, "reaction"),
                Settings = settings,
                Seed = seed,
                StartUtc = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            });
            world.Home.SetContact("oven", false);
            var at = TimeSpan.FromMilliseconds(12000 + (seed * 61 % 997));
            // All of it in the world's own events: during a native call the clock goes on to its end before anybody else is asked.
            long atUs = at.Ticks / 10;
            long insideUs = -1;
            bool stepped = false;
            world.Board.Scheduler.Every(1000, () =>
            {
                long nowUs = world.Board.Scheduler.NowUs;
                if (nowUs < atUs)
                {
                    HoldBack(world);
                }
                else if (!stepped)
                {
                    stepped = true;
                    Step(world, seed);
                }
                else if (insideUs < 0 && world.Home.Circuit("supply").RmsA <= RatingA)
                {
                    insideUs = nowUs;
                }
            });
            world.Start(stall > TimeSpan.Zero ? [(at - lead, stall)] : []);
            world.RunFor(at + TimeSpan.FromSeconds(10));
            return insideUs < 0 ? double.PositiveInfinity : (insideUs - atUs) / 1000.0;
        }

        private static void Step(NodeWorld world, int seed)
        {
            if (!world.Relay("ev").ContactClosed || !world.Relay("immersion").ContactClosed)
            {
                throw new InvalidOperationException("seed " + seed + ": the loads were not switched on");
            }

            world.Home.SetContact("ev-element", true);
            world.Home.SetContact("immersion-element", true);
            world.Home.SetContact("oven", true);
        }

        /// <summary>Lets the node switch its loads on without their drawing anything yet.</summary>
        private static void HoldBack(NodeWorld world)
        {
            foreach (string load in new[] { "ev", "immersion" })
            {
                if (world.Home.Appliance(load + "-element").ContactClosed)
                {
                    world.Home.SetContact(load + "-element", false);
                }
            }
        }
    }
}

using System;
using System.Text;
using MeterNode.Core.Grid;
using MeterNode.Core.Messaging;
using MeterNode.Core.Tests;
using MeterNode.Services.Messaging;
using MeterNode.Services.Tariffs;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Tariffs
{
    /// <summary>Messages of prices, from their bytes to what the control loop is told.</summary>
    [TestClass]
    public class GridMessagesTests
    {
        private const long SlotMs = 1800000;

        [TestMethod]
        [DataRow("2026-10-25T00:00Z")]
        [DataRow("2026-10-25T00:00:00Z")]
        [DataRow("2026-10-25T00:00:00.000Z")]
        public void Prices_OfSlots_AreToldSlotBySlot(string start)
        {
            var bench = new Bench();
            bench.Clock.Set(new DateTime(2026, 10, 25, 0, 0, 0).Ticks, 1000);
            bench.Taken("{\"start\":\"" + start + "\",\"slot_min\":30,\"import_per_kwh\":[0.2134,-0.000049,null,1],\"export_per_kwh\":[0.1,0.1,0.1,-0.5]}");
            bench.Tariff.Step(1000);
            Assert.AreEqual(213400, bench.Inputs.ImportPrice);
            Assert.AreEqual(100000, bench.Inputs.ExportPrice);
            Assert.AreEqual(1000 + SlotMs, bench.Inputs.PricesUntilMs);
            int count = bench.Inputs.PricesCount;
            bench.Tariff.Step(999 + SlotMs);
            Assert.AreEqual(count, bench.Inputs.PricesCount);
            bench.Tariff.Step(1000 + SlotMs);
            Assert.AreEqual(-49, bench.Inputs.ImportPrice);
            bench.Tariff.Next(1000 + SlotMs, out int import, out int export);
            Assert.AreEqual(PriceTable.Unknown, import);
            Assert.AreEqual(100000, export);
            bench.Tariff.Step(1000 + (2 * SlotMs));
            Assert.AreEqual(GridInputs.None, bench.Inputs.ImportPrice);
            Assert.AreEqual(100000, bench.Inputs.ExportPrice);
            bench.Tariff.Step(500000 + (3 * SlotMs));
            Assert.AreEqual(1000000, bench.Inputs.ImportPrice);
            Assert.AreEqual(1000 + (4 * SlotMs), bench.Inputs.PricesUntilMs);
            bench.Tariff.Step(1000 + (4 * SlotMs));
            Assert.AreEqual(GridInputs.None, bench.Inputs.ImportPrice);
        }

        [TestMethod]
        public void Prices_WithoutAClock_AreKeptAndNotUsed()
        {
            var bench = new Bench();
            bench.Taken("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[0.2,0.3]}");
            bench.Tariff.Step(1000);
            Assert.AreEqual(0, bench.Inputs.PricesCount);
            bench.Tariff.Next(1000, out int import, out _);
            Assert.AreEqual(PriceTable.Unknown, import);
            bench.Clock.Set(new DateTime(2026, 10, 25, 1, 30, 0).Ticks, 2000);
            bench.Tariff.Step(2000);
            Assert.AreEqual(300000, bench.Inputs.ImportPrice);
        }

        [TestMethod]
        public void PriceOfNow_GoesBeforeTheSlotsForAsLongAsItHolds()
        {
            var bench = new Bench();
            bench.Clock.Set(new DateTime(2026, 10, 25, 0, 0, 0).Ticks, 0);
            bench.Taken("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[0.2,0.3]}");
            bench.Messages.Handle(bench.Topics.Price, Encoding.UTF8.GetBytes("{\"import_per_kwh\":-0.07,\"valid_s\":600}"), 60000);
            bench.Tariff.Step(61000);
            Assert.AreEqual(-70000, bench.Inputs.ImportPrice);
            bench.Tariff.Step(660000);
            Assert.AreEqual(200000, bench.Inputs.ImportPrice);
        }

        [TestMethod]
        public void Prices_EmptyMessage_TakesBackWhatWasSaid()
        {
            var bench = new Bench();
            bench.Clock.Set(new DateTime(2026, 10, 25, 0, 0, 0).Ticks, 0);
            bench.Taken("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[0.2,0.3]}");
            bench.Tariff.Step(1000);
            bench.Taken("");
            bench.Tariff.Step(2000);
            Assert.AreEqual(GridInputs.None, bench.Inputs.ImportPrice);
        }

        [TestMethod]
        public void Prices_InAFlood_AreNotEvenRead()
        {
            var bench = new Bench();
            int taken = 0;
            for (int i = 0; i < 600; i++)
            {
                var reply = bench.Messages.Handle(bench.Topics.Prices, Encoding.UTF8.GetBytes("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[" + i + "]}"), i * 100);
                taken += Encoding.UTF8.GetString(reply, 0, reply.Length).EndsWith("true}") ? 1 : 0;
            }

            Assert.AreEqual(4 + 5, taken);
            Assert.AreEqual(600 - taken, bench.Replies.Refused);
        }

        [TestMethod]
        [DataRow("{}", "start: is missing")]
        [DataRow("{\"start\":7,\"import_per_kwh\":[1]}", "start: is \\\"\\\"; allowed is a UTC time of whole minutes such as 2026-10-25T22:00Z")]
        [DataRow("{\"start\":\"2026-10-25T00:00:00+01:00\",\"import_per_kwh\":[1]}", "start: is \\\"2026-10-25T00:00:00+01:00\\\"; allowed is a UTC time")]
        [DataRow("{\"start\":\"2026-10-25T00:00\",\"import_per_kwh\":[1]}", "start: is \\\"2026-10-25T00:00\\\"; allowed is a UTC time")]
        [DataRow("{\"start\":\"2026-10-25T00:00:30Z\",\"import_per_kwh\":[1]}", "start: is \\\"2026-10-25T00:00:30Z\\\"; allowed is a UTC time")]
        [DataRow("{\"start\":\"2026-02-29T00:00Z\",\"import_per_kwh\":[1]}", "start: is \\\"2026-02-29T00:00Z\\\"; allowed is a UTC time")]
        [DataRow("{\"start\":\"1999-10-25T00:00Z\",\"import_per_kwh\":[1]}", "start: is \\\"1999-10-25T00:00Z\\\"; allowed is a UTC time")]
        [DataRow("{\"start\":\"2026-10-25T00:10Z\",\"slot_min\":15,\"import_per_kwh\":[1]}", "start: is \\\"2026-10-25T00:10Z\\\"; allowed is a whole multiple of slot_min, 15 min")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\",\"slot_min\":20,\"import_per_kwh\":[1]}", "slot_min: is 20; allowed is 15, 30 or 60")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\"}", "import_per_kwh: is missing; allowed are import_per_kwh, export_per_kwh or both")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[]}", "import_per_kwh: is a list; allowed is a list of 1 to 200 numbers")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":0.2}", "import_per_kwh: is 0.2; allowed is a list of 1 to 200 numbers")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[0.2,1001]}", "import_per_kwh[1]: is 1001; allowed is a number from -1000 to 1000, or null")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[0.2,\"x\"]}", "import_per_kwh[1]: is \\\"x\\\"; allowed is a number from -1000 to 1000, or null")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[0.2],\"export_per_kwh\":[1,2]}", "export_per_kwh: has 2 entries; allowed are as many as import_per_kwh has, 1")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\",\"import_per_kwh\":[[0.2]]}", "the message is no JSON object")]
        [DataRow("{\"start\":\"2026-10-25T00:00Z\",\"prices\":[0.2]}", "prices: is no known key here")]
        public void Prices_Bad_AreRefusedWithTheKeyAndChangeNothing(string payload, string error)
        {
            var bench = new Bench();
            string reply = bench.Reply(payload);
            Assert.IsTrue(reply.StartsWith("{\"topic\":\"prices\",\"ok\":false,\"error\":\"" + error), reply);
            Assert.AreEqual(0, bench.Tariff.Version);
            Assert.AreEqual(1, bench.Replies.Refused);
        }

        private sealed class Bench
        {
            public Bench()
            {
                Tariff = new Tariff(Inputs, Clock);
                Messages = new GridMessages(TestHome.Settings(), Topics, Inputs, Tariff, Replies);
            }

            public GridInputs Inputs { get; } = new GridInputs();

            public UtcClock Clock { get; } = new UtcClock();

            public Topics Topics { get; } = new Topics("test-1", "");

            public Replies Replies { get; } = new Replies();

            public Tariff Tariff { get; }

            public GridMessages Messages { get; }

            public void Taken(string payload)
            {
                Assert.AreEqual("{\"topic\":\"prices\",\"ok\":true}", Reply(payload));
            }

            public string Reply(string payload)
            {
                var bytes = Messages.Handle(Topics.Prices, Encoding.UTF8.GetBytes(payload), 1000);
                return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
            }
        }
    }
}

using MeterNode.Services.Planning;
using MeterNode.Services.Tariffs;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Planning
{
    [TestClass]
    public class SlotChoiceTests
    {
        private const int Start = 29881380;

        [TestMethod]
        [DataRow("5 3 9 3 1 7", 60, "0 0 0 0 1 0")]
        [DataRow("5 3 9 3 1 7", 65, "0 0 0 0 1 0")]
        [DataRow("5 3 9 3 1 7", 66, "0 1 0 0 1 0")]
        [DataRow("5 3 9 3 1 7", 180, "0 1 0 1 1 0")]
        [DataRow("5 5 5 5 5 5", 120, "1 1 0 0 0 0")]
        [DataRow("5 -3 9 -4 -1 7", 180, "0 1 0 1 1 0")]
        [DataRow("5 3 9 3 1 7", 0, "0 0 0 0 0 0")]
        [DataRow("5 3 9 3 1 7", 999, "1 1 1 1 1 1")]
        [DataRow("5 ? 9 ? 1 7", 120, "1 0 0 0 1 0")]
        [DataRow("9 ? 9 ? 1 7", 120, "0 1 0 0 1 0")]
        public void Choose_TheCheapestThatAreEnough(string prices, int neededMin, string chosen)
        {
            var choice = new SlotChoice();
            Assert.IsTrue(choice.Choose(Table(prices), Start, Start + 360, neededMin, false, false));
            Assert.AreEqual(chosen, Chosen(choice, 6));
        }

        [TestMethod]
        [DataRow("5 3 9 3 1 7", 60, "0 0 0 0 1 0")]
        [DataRow("5 3 9 3 1 7", 120, "0 0 0 1 1 0")]
        [DataRow("1 9 1 3 3 3", 120, "0 0 1 1 0 0")]
        [DataRow("9 9 9 1 9 9", 90, "0 0 0 1 1 0")]
        [DataRow("9 9 9 9 9 1", 90, "0 0 0 0 1 1")]
        [DataRow("5 3 9 3 1 7", 999, "1 1 1 1 1 1")]
        public void Choose_SingleRun_TheCheapestPiece(string prices, int neededMin, string chosen)
        {
            var choice = new SlotChoice();
            Assert.IsTrue(choice.Choose(Table(prices), Start, Start + 360, neededMin, true, false));
            Assert.AreEqual(chosen, Chosen(choice, 6));
        }

        [TestMethod]
        public void Choose_SingleRunThatHasBegun_GoesOn()
        {
            var choice = new SlotChoice();
            choice.Choose(Table("9 9 9 1 1 1"), Start, Start + 360, 120, true, true);
            Assert.AreEqual("1 1 0 0 0 0", Chosen(choice, 6));
        }

        [TestMethod]
        public void Choose_InTheMidstOfSlots_CountsTheMinutesThatAreLeftOfThem()
        {
            var choice = new SlotChoice();
            choice.Choose(Table("1 2 3 4 5 6"), Start + 50, Start + 310, 60, false, false);
            Assert.IsTrue(choice.IsChosen(Start + 59) && choice.IsChosen(Start + 109) && !choice.IsChosen(Start + 110));
            choice.Choose(Table("6 5 4 3 2 1"), Start + 50, Start + 310, 60, false, false);
            Assert.AreEqual("0 0 0 0 0 1", Chosen(choice, 6));
            Assert.IsTrue(choice.IsChosen(Start + 250) && !choice.IsChosen(Start + 249));
            Assert.AreEqual(-1, choice.SlotAt(Start + 360));
            Assert.AreEqual(Start + 250, choice.NextStartMin(Start));
            Assert.AreEqual(0, choice.NextStartMin(Start + 255));
        }

        [TestMethod]
        [DataRow("5 3 9 3 1 7", 80, 60, 20)]
        [DataRow("5 3 1 9 9 9", 80, 100, 80)]
        [DataRow("9 1 3 9 9 9", 80, 60, 80)]
        [DataRow("9 9 9 2 1 2", 80, 220, 80)]
        public void Choose_OfTheDearestSlot_OnlyWhatIsNeeded(string prices, int neededMin, int firstMin, int piece)
        {
            var choice = new SlotChoice();
            choice.Choose(Table(prices), Start, Start + 360, neededMin, false, false);
            int chosen = 0;
            int first = -1;
            int stretch = 0;
            for (int min = 0; min < 360; min++)
            {
                bool isChosen = choice.IsChosen(Start + min);
                chosen += isChosen ? 1 : 0;
                first = first < 0 && isChosen ? min : first;
                stretch += first >= 0 && isChosen && chosen == min - first + 1 ? 1 : 0;
            }

            Assert.AreEqual(neededMin, chosen);
            Assert.AreEqual(firstMin, first);
            Assert.AreEqual(piece, stretch);
            Assert.AreEqual(Start + firstMin, choice.NextStartMin(Start));
        }

        [TestMethod]
        public void Choose_OfADayThatIsNotKnown_GoesByTheDayBefore()
        {
            // Midday is cheap on the first day; of the second nothing is said.
            var table = new PriceTable();
            table.Begin(Start, 60);
            for (int hour = 0; hour < 24; hour++)
            {
                table.Add(hour >= 12 && hour < 14 ? 1 : 9, PriceTable.Unknown);
            }

            var choice = new SlotChoice();
            Assert.IsTrue(choice.Choose(table, Start + (20 * 60), Start + (44 * 60), 120, false, false));
            Assert.AreEqual(Start + (36 * 60), choice.NextStartMin(Start + (20 * 60)));

            // Two days later that still counts, three days later it does not.
            Assert.IsTrue(choice.Choose(table, Start + (48 * 60), Start + (60 * 60), 60, false, false));
            Assert.IsFalse(choice.Choose(table, Start + (72 * 60), Start + (96 * 60), 60, false, false));
            Assert.AreEqual(0, choice.Count);
        }

        [TestMethod]
        public void Choose_OfTwentyFiveHoursInQuarters_SeesAllOfThem()
        {
            var table = new PriceTable();
            table.Begin(Start, 15);
            for (int slot = 0; slot < 104; slot++)
            {
                table.Add(1000 - slot, PriceTable.Unknown);
            }

            var choice = new SlotChoice();
            choice.Choose(table, Start + 7, Start + 1507, 30, false, false);
            Assert.AreEqual(101, choice.Count);
            Assert.IsTrue(choice.IsChosen(Start + 1506));
            Assert.IsTrue(choice.IsChosen(Start + 1480));
            Assert.IsFalse(choice.IsChosen(Start + 1464));
        }

        private static PriceTable Table(string prices)
        {
            var table = new PriceTable();
            table.Begin(Start, 60);
            foreach (string price in prices.Split(' '))
            {
                table.Add(price == "?" ? PriceTable.Unknown : int.Parse(price), PriceTable.Unknown);
            }

            return table;
        }

        private static string Chosen(SlotChoice choice, int count)
        {
            string text = "";
            for (int i = 0; i < count; i++)
            {
                text += (i == 0 ? "" : " ") + (choice.IsChosen(Start + (i * 60)) ? "1" : "0");
            }

            return text;
        }
    }
}

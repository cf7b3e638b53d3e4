using nanoFramework.Networking;
using Xunit;
using DateTime = VirtualEsp32.Shadow.DateTime;
using Thread = VirtualEsp32.Shadow.Thread;

namespace MeterNode.System.Tests.Network
{
    public sealed class SntpTests
    {
        [Fact]
        public void Clock_OnTheNetwork_IsSetByItself()
        {
            using var node = new NodeUnderTest();
            int yearAtStart = 0;
            double errorS = 0;

            node.Run(10, () =>
            {
                yearAtStart = DateTime.UtcNow.Year;
                Thread.Sleep(1000);
                errorS = (node.Board.TrueUtc - DateTime.UtcNow).TotalSeconds;
                node.Note(Sntp.IsStarted ? "started" : "stopped");
            });

            Assert.Equal(1970, yearAtStart);
            Assert.InRange(errorS, 0.0, 1.0);
            Assert.Single(node.Entries("started"));
        }

        [Fact]
        public void UpdateNow_ComesBackBeforeTheAnswer()
        {
            using var node = new NodeUnderTest();
            node.Board.Network.TimeServerReachable = false;
            int yearAtOnce = 0;
            int yearLater = 0;

            node.Run(20, () =>
            {
                Thread.Sleep(5000);
                node.Board.Network.TimeServerReachable = true;
                Sntp.UpdateNow();
                yearAtOnce = DateTime.UtcNow.Year;
                Thread.Sleep(500);
                yearLater = DateTime.UtcNow.Year;
            });

            Assert.Equal(1970, yearAtOnce);
            Assert.Equal(2026, yearLater);
        }

        [Fact]
        public void Clock_WithoutATimeServer_IsSetWhenOneAppears()
        {
            using var node = new NodeUnderTest();
            node.Board.Network.TimeServerReachable = false;
            int yearWithout = 0;
            int yearWith = 0;

            node.Run(300, () =>
            {
                Thread.Sleep(60_000);
                yearWithout = DateTime.UtcNow.Year;
                node.Board.Network.TimeServerReachable = true;
                Thread.Sleep(170_000);
                yearWith = DateTime.UtcNow.Year;
            });

            Assert.Equal(1970, yearWithout);
            Assert.Equal(2026, yearWith);
        }

        [Fact]
        public void Clock_AfterAPowerCut_IsUnsetUntilTheNetworkIsBack()
        {
            using var node = new NodeUnderTest();
            var years = new global::System.Collections.Generic.List<int>();
            node.Board.PowerOn(() =>
            {
                Thread.Sleep(1000);
                years.Add(DateTime.UtcNow.Year);
                WifiNetworkHelper.Reconnect(requiresDateTime: true);
                years.Add(DateTime.UtcNow.Year);
            });
            node.GoOn(10);

            node.Board.PowerOff();
            node.Board.PowerBack();
            node.GoOn(10);

            Assert.Equal(new[] { 1970, 2026, 1970, 2026 }, years);
        }
    }
}

using System;
using nanoFramework.Networking;
using VirtualEsp32.Shadow;
using Xunit;

namespace MeterNode.System.Tests.Network
{
    public sealed class WifiTests
    {
        [Fact]
        public void Start_WithStoredCredentials_JoinsByItself()
        {
            using var node = new NodeUnderTest();

            node.Board.PowerOn(() => Thread.Sleep(-1));
            node.GoOn(1.5);
            bool early = node.Board.Network.IsJoined;
            node.Board.PowerOff();
            node.Run(10, () => node.Note("joined"));

            Assert.False(early);
            Assert.True(node.Board.Network.IsJoined);
            Assert.InRange(node.TimeOf("joined"), 1_500 + 1_200 + 2_500, 1_500 + 1_200 + 2_500 + 300);
        }

        [Fact]
        public void Start_FreshFromTheFactory_StaysOffUntilCredentialsAreGiven()
        {
            using var node = new NodeUnderTest();
            node.Board.Network.ForgetWifi();
            bool before = true;
            bool after = false;

            node.Board.PowerOn(() =>
            {
                Thread.Sleep(20_000);
                before = node.Board.Network.IsJoined;
                after = WifiNetworkHelper.ConnectDhcp("home", "secret");
            });
            node.GoOn(40);

            Assert.False(before);
            Assert.True(after);
        }

        [Fact]
        public void ConnectDhcp_WrongPassword_WaitsUntilItsTokenIsCancelled()
        {
            using var node = new NodeUnderTest();
            node.Board.Network.WifiSsid = "home";
            node.Board.Network.WifiPassword = "secret";
            bool joined = true;
            var status = NetworkHelperStatus.None;

            node.Board.PowerOn(() =>
            {
                node.Note("joining");
                joined = WifiNetworkHelper.ConnectDhcp("home", "wrong", token: new CancellationTokenSource(10_000).Token);
                node.Note("gave up");
                status = WifiNetworkHelper.Status;
            });
            node.GoOn(60);

            Assert.False(joined);
            Assert.Equal(NetworkHelperStatus.TokenExpiredWaitingIPAddress, status);
            Assert.InRange(node.TimeOf("gave up") - node.TimeOf("joining"), 10_000, 10_300);
        }

        [Fact]
        public void ConnectDhcp_WithoutTokenOrNetwork_WaitsForEver()
        {
            using var node = new NodeUnderTest();
            node.Board.Network.WifiUp = false;
            bool returned = false;

            node.Board.PowerOn(() =>
            {
                WifiNetworkHelper.ConnectDhcp("home", "secret");
                returned = true;
            });
            node.GoOn(3600);

            Assert.False(returned);
            node.Board.Network.WifiUp = true;
            node.GoOn(10);
            Assert.True(returned);
        }

        [Fact]
        public void AccessPoint_ComingBackWhileTheBoardIsOff_IsNotJoined()
        {
            using var node = new NodeUnderTest();
            node.Run(10, () => Thread.Sleep(-1));

            node.Board.PowerOff();
            node.Board.Network.WifiUp = false;
            node.GoOn(1);
            node.Board.Network.WifiUp = true;
            node.GoOn(10);

            Assert.False(node.Board.Network.IsJoined);
        }

        [Fact]
        public void ConnectDhcp_CredentialsKept_JoinsWithThemAfterAReset()
        {
            using var node = new NodeUnderTest();
            node.Board.Network.ForgetWifi();
            int starts = 0;
            node.Board.PowerOn(() => _ = ++starts == 1 ? WifiNetworkHelper.ConnectDhcp("home", "secret") : WifiNetworkHelper.Reconnect());
            node.GoOn(10);

            node.Board.PowerOff();
            node.Board.PowerBack();
            node.GoOn(10);

            Assert.Equal(2, starts);
            Assert.True(node.Board.Network.IsJoined);
        }

        [Fact]
        public void NetworkReady_FollowsTheAccessPoint()
        {
            using var node = new NodeUnderTest();
            node.Board.PowerOn(() =>
            {
                WifiNetworkHelper.SetupNetworkHelper();
                while (true)
                {
                    WifiNetworkHelper.NetworkReady.WaitOne();
                    node.Note("ready");
                    while (WifiNetworkHelper.NetworkReady.WaitOne(0, false))
                    {
                        Thread.Sleep(100);
                    }

                    node.Note("lost " + WifiNetworkHelper.Status);
                }
            });

            node.GoOn(10);
            node.Board.Network.WifiUp = false;
            node.GoOn(10);
            node.Board.Network.WifiUp = true;
            node.GoOn(10);

            Assert.Equal(new[] { "ready", "lost Reconnecting", "ready" }, node.Diary.ConvertAll(line => line[(line.IndexOf(' ') + 1)..]));
        }

        [Fact]
        public void SetupNetworkHelper_Twice_Throws()
        {
            using var node = new NodeUnderTest();
            Exception? failure = null;

            node.Run(10, () =>
            {
                WifiNetworkHelper.SetupNetworkHelper();
                failure = Record.Exception(() => WifiNetworkHelper.SetupNetworkHelper());
            });

            Assert.IsType<InvalidOperationException>(failure);
        }
    }
}

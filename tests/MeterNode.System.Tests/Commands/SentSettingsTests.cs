using System;
using System.Text;
using MeterNode.Core.Settings;
using MeterNode.Services.Commands;
using Xunit;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>Settings that are sent without passwords, and the node's own in their place.</summary>
    public sealed class SentSettingsTests
    {
        private const string Rest = "{\"schema\":1,\"id\":\"a\",\"supply\":{\"circuit\":\"s\",\"limit_a\":60},\"circuits\":[{\"name\":\"s\",\"address\":64}]";
        private const string Brokers =
            ",\"brokers\":[{\"host\":\"one\",\"user\":\"n\",\"password\":\"first\"},{\"host\":\"two\",\"user\":\"n\",\"password\":\"second\"}],\"wifi\":{\"ssid\":\"home\",\"password\":\"third\"}}";

        private readonly ITestOutputHelper _output;

        public SentSettingsTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Kept_IsThatOfTheSameBrokerAndNetwork_WhereverItStands_AndNoOtherByteChanges()
        {
            string sent = Rest.Replace("60", "50", StringComparison.Ordinal)
                + ", \"wifi\" : { \"password\"\t:\ttrue , \"ssid\":\"home\" },\n\"brokers\":[{\"password\":true,\"host\":\"two\",\"user\":\"n\"},"
                + "{\"host\":\"new\",\"password\":\"true\"},{\"user\":\"n\",\"host\":\"one\",\"port\":8883,\"password\":true}] } ";
            string expected = sent.Replace("\"password\"\t:\ttrue", "\"password\"\t:\t\"third\"", StringComparison.Ordinal)
                .Replace("{\"password\":true,\"host\":\"two\"", "{\"password\":\"second\",\"host\":\"two\"", StringComparison.Ordinal)
                .Replace("\"port\":8883,\"password\":true", "\"port\":8883,\"password\":\"first\"", StringComparison.Ordinal);
            var read = Read(sent, Rest + Brokers);
            Assert.Equal("", read.Problem);
            Assert.Equal(expected, Encoding.UTF8.GetString(read.Text));
            Assert.Equal("true", read.Settings!.Brokers[1].Password);
            Assert.Equal("first", read.Settings.Brokers[2].Password);
        }

        [Fact]
        public void Kept_OfTheOneBroker_IsFoundInAListAndTheOtherWayRound()
        {
            var read = Read(Rest + ",\"broker\":{\"host\":\"two\",\"user\":\"n\",\"password\":true}}", Rest + Brokers);
            Assert.Equal("second", read.Settings!.Brokers[0].Password);
        }

        [Theory]
        [InlineData("\"wifi\":{\"ssid\":\"other\",\"password\":true}", "wifi.password: is true, and the node has none for the network \"other\" to keep; allowed is a text")]
        [InlineData("\"broker\":{\"host\":\"six\",\"user\":\"n\",\"password\":true}", "broker.password: is true, and the node has none for six:8883 and user \"n\"")]
        [InlineData("\"broker\":{\"host\":\"one\",\"user\":\"m\",\"password\":true}", "broker.password: is true, and the node has none for one:8883 and user \"m\"")]
        [InlineData("\"broker\":{\"host\":\"one\",\"user\":\"n\",\"port\":88,\"password\":true}", "broker.password: is true, and the node has none for one:88 and")]
        [InlineData("\"broker\":{\"host\":\"one\",\"user\":\"n\",\"plain\":true,\"password\":true}", "broker.password: is true, and the node has none for one:1883 and")]
        [InlineData("\"broker\":{\"password\":true}", "broker.password: is true, and there is no host beside it")]
        [InlineData("\"brokers\":[{\"host\":\"one\",\"user\":\"n\",\"password\":true},{\"host\":\"x\",\"password\":true}]", "brokers[1].password: is true, and the node has none for x:8883 and user \"\"")]
        [InlineData("\"wifi\":{\"ssid\":\"home\",\"password\":false}", "wifi.password: is not a text of at most 64 characters (the value is not shown)")]
        [InlineData("\"wifi\":{\"ssid\":true,\"password\":true}", "wifi.ssid: is true; allowed is a text")]
        [InlineData("\"wifi\":{\"ssid\":\"home\",'password':true}", "wifi.password: is not a text of at most 64 characters (the value is not shown)")]
        [InlineData("\"wifi\":{\"ssid\":\"home\",\"psk\":true}", "wifi.psk: is no known key here")]
        public void Kept_WhereThereIsNoneToKeep_IsRefusedWithItsKey(string section, string problem)
        {
            var read = Read(Rest + "," + section + "}", Rest + Brokers);
            Assert.StartsWith(problem, read.Problem, StringComparison.Ordinal);
            Assert.Null(read.Settings);
        }

        [Theory]
        [InlineData("a\\\\b\\\"c", "a\\b\"c")]
        [InlineData("{}[],:", "{}[],:")]
        [InlineData("A\u00e9 \u20ac", "A\u00e9 \u20ac")]
        [InlineData("true", "true")]
        public void Kept_ComesBackAsItWas_WhateverIsInIt(string json, string password)
        {
            string now = Rest + ",\"wifi\":{\"ssid\":\"home\",\"password\":\"" + json + "\"}}";
            Assert.Equal(password, NodeSettings.Parse(now).Wifi.Password);
            var read = Read(Rest + ",\"wifi\":{\"ssid\":\"home\",\"password\":true}}", now);
            Assert.Equal("", read.Problem);
            Assert.Equal(password, read.Settings!.Wifi.Password);
            Assert.Equal(password, NodeSettings.Parse(Encoding.UTF8.GetString(read.Text)).Wifi.Password);
        }

        [Fact]
        public void Kept_ThatTheBoardsReaderWouldReadOtherwise_IsRefused()
        {
            // The library reads a text in single quotes, but none in double quotes that begins with one.
            var read = Read(Rest + ",\"wifi\":{\"ssid\":\"home\",\"password\":true}}", Rest + ",\"wifi\":{\"ssid\":\"home\",\"password\":'\"x'}}");
            Assert.StartsWith("wifi.password: is true, and the one that the node has cannot be written again", read.Problem, StringComparison.Ordinal);
        }

        [Fact]
        public void Kept_ThatMakesTheFileTooLarge_IsRefused()
        {
            string sent = Rest + ",\"wifi\":{\"ssid\":\"home\",\"password\":true}}";
            sent += new string(' ', SettingsUpload.MostBytes - sent.Length);
            Assert.StartsWith("the settings have 32771 bytes with their passwords; allowed are 32768", Read(sent, Rest + Brokers).Problem, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData(3000, 20260101)]
        public void SpoiledSettings_AreReadWithoutHarm_AndNoneIsTakenThatLacksAPassword(int inputs, int seed)
        {
            var random = new Random(seed);
            var now = NodeSettings.Parse(Rest + Brokers);
            byte[] whole = Encoding.UTF8.GetBytes(Rest + Brokers.Replace("\"first\"", "true", StringComparison.Ordinal).Replace("\"third\"", "true", StringComparison.Ordinal));
            int taken = 0;
            for (int i = 0; i < inputs; i++)
            {
                byte[] text = (byte[])whole.Clone();
                for (int change = random.Next(4); change >= 0; change--)
                {
                    int at = random.Next(Rest.Length, text.Length);
                    text[at] = random.Next(3) == 0 ? (byte)random.Next(256) : whole[random.Next(whole.Length)];
                }

                var read = SentSettings.Read(text, now);
                Assert.Equal(read.Settings == null, read.Problem.Length > 0);
                if (read.Settings != null)
                {
                    taken++;
                    Assert.DoesNotContain(PasswordPlaces.In(read.Text), place => place.IsKept);
                    var again = NodeSettings.Parse(Encoding.UTF8.GetString(read.Text));
                    Assert.Equal(again.Wifi.Password, read.Settings.Wifi.Password);
                }
            }

            _output.WriteLine("seed " + seed + ": " + taken + " of " + inputs + " taken");
            Assert.InRange(taken, 10, inputs / 2);
        }

        private static SentSettings Read(string sent, string now)
        {
            return SentSettings.Read(Encoding.UTF8.GetBytes(sent), NodeSettings.Parse(now));
        }
    }
}

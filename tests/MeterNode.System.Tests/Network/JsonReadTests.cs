using System;
using System.Collections;
using nanoFramework.Json;
using Xunit;

namespace MeterNode.System.Tests.Network
{
    /// <summary>What the platform's JSON library makes of a text: the cases were worked out from its source.</summary>
    public sealed class JsonReadTests
    {
        [Theory]
        [InlineData("1", 1)]
        [InlineData("-2147483648", int.MinValue)]
        [InlineData("2147483648", 2147483648L)]
        [InlineData("123456789012", 123456789012L)]
        [InlineData("18446744073709551615", ulong.MaxValue)]
        [InlineData("00000000000000000005", 5)]
        [InlineData("+7", 7)]
        [InlineData("007", 7)]
        [InlineData("1.0", 1.0)]
        [InlineData("-.5", -0.5)]
        [InlineData("2e3", 2000.0)]
        [InlineData("true", true)]
        [InlineData("FALSE", false)]
        [InlineData("null", null)]
        [InlineData("\"text\"", "text")]
        [InlineData("'text'", "text")]
        [InlineData("\"a\\n\\\"b\\\\\"", "a\n\"b\\")]
        [InlineData("\"\\\"quoted\"", "\"\"quoted\"")]
        [InlineData("\"\\u0041!\"", "A!")]
        [InlineData("\"\\u0041e\"", "A")]
        [InlineData("\"\\u1041-\"", "A")]
        [InlineData("\"Straße\"", "Straße")]
        public void DeserializeObject_Value_HasTheTypeThatTheLibraryGivesIt(string text, object? expected)
        {
            var table = Table("{\"v\":" + text + "}");

            Assert.True(table.ContainsKey("v"));
            Assert.Equal(expected, table["v"]);
        }

        [Theory]
        [InlineData("2026-03-01T12:30:00Z", "2026-03-01T12:30:00.0000000Z")]
        [InlineData("2026-03-01T12:30:00+05:00", "2026-03-01T12:30:00.0000000Z")]
        [InlineData("2026-03-01T12:30:00.5Z", "2026-03-01T12:30:00.0000005Z")]
        [InlineData("2026-04-31 12:30:00Z", "2026-05-01T12:30:00.0000000Z")]
        [InlineData("Sun, 01 Mar 2026 12:30:00", "2026-03-01T12:30:00.0000000Z")]
        [InlineData("20260301x123000 and more", "2026-03-01T12:30:00.0000000Z")]
        [InlineData("a note in passing (10)", "0001-01-01T00:00:00.0000010Z")]
        public void DeserializeObject_TextLikeADate_IsADate(string text, string expected)
        {
            object? value = Table("{\"v\":\"" + text + "\"}")["v"];

            Assert.Equal(expected, Assert.IsType<DateTime>(value).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'"));
        }

        [Theory]
        [InlineData("2026-03-01T12:30Z")]
        [InlineData("a note in passing (-10)")]
        [InlineData("a note in passing (ten)")]
        [InlineData("4a3f9c8e7d6b5a4f3e2d1c0b")]
        public void DeserializeObject_OtherText_StaysText(string text)
        {
            Assert.Equal(text, Table("{\"v\":\"" + text + "\"}")["v"]);
        }

        [Theory]
        [InlineData("")]
        [InlineData("\"text\"")]
        [InlineData("{\"a\":1} x")]
        [InlineData("{\"a\":1}{}")]
        [InlineData("{a:1}")]
        [InlineData("{\"a\" 1}")]
        [InlineData("{\"a\":}")]
        [InlineData("{\"a\":1,,}")]
        [InlineData("{\"a\":[1 2]}")]
        [InlineData("{\"a\":\"b}")]
        [InlineData("{\"a\":\"\\/\"}")]
        [InlineData("{\"a\":\"\\u00df\"}")]
        [InlineData("{\"2026-03-01T12:30:00Z\":1}")]
        [InlineData("{\"a\":[[1]]}")]
        [InlineData("[1]")]
        public void DeserializeObject_Malformed_ThrowsDeserializationException(string text)
        {
            Assert.Throws<DeserializationException>(() => Table(text));
        }

        [Theory]
        [InlineData("5", typeof(IndexOutOfRangeException))]
        [InlineData("{\"a\":1", typeof(IndexOutOfRangeException))]
        [InlineData("{\"a\":tru", typeof(IndexOutOfRangeException))]
        [InlineData("{\"a\":\"\\", typeof(IndexOutOfRangeException))]
        [InlineData("{\"a\":1-2}", typeof(FormatException))]
        [InlineData("{\"a\":.}", typeof(FormatException))]
        [InlineData("{\"a\":9223372036854775808}", typeof(ArgumentOutOfRangeException))]
        [InlineData("{\"a\":99999999999999999999}", typeof(ArgumentOutOfRangeException))]
        [InlineData("{\"a\":1,\"a\":2}", typeof(ArgumentException))]
        [InlineData("{\"o\":{\"a\":[[1]]}}", typeof(NotImplementedException))]
        [InlineData("{\"a\":]}", typeof(NotImplementedException))]
        public void DeserializeObject_MalformedInUnforeseenWays_ThrowsWhateverComes(string text, Type expected)
        {
            Assert.Equal(expected, Record.Exception(() => Table(text))?.GetType());
        }

        [Theory]
        [InlineData("{\"a\":1 \"b\":2}", 2)]
        [InlineData("{\"a\":1,\"b\":2,}", 2)]
        [InlineData("{\"a\":[1,2,],\"b\":[]}", 2)]
        [InlineData("{}", 0)]
        [InlineData(" \r\n\t{ } ", 0)]
        public void DeserializeObject_LooseCommas_AreTaken(string text, int members)
        {
            Assert.Equal(members, Table(text).Count);
        }

        [Fact]
        public void DeserializeObject_NestedTree_IsMadeOfTablesAndLists()
        {
            var table = Table("{\"o\":{\"p\":{\"q\":1}},\"l\":[1,\"x\",{\"m\":[true]}]}");

            var inner = Assert.IsType<Hashtable>(Assert.IsType<Hashtable>(table["o"])["p"]);
            var list = Assert.IsType<ArrayList>(table["l"]);
            Assert.Equal(1, inner["q"]);
            Assert.Equal("x", list[1]);
            Assert.Equal(true, Assert.IsType<ArrayList>(Assert.IsType<Hashtable>(list[2])["m"])[0]);
        }

        [Fact]
        public void DeserializeObject_RootArrayOfObjects_KeepsOnlyTheLast()
        {
            var list = Assert.IsType<ArrayList>(JsonConvert.DeserializeObject("[{\"a\":1},{\"a\":2},3]", typeof(ArrayList)));

            Assert.Equal(2, list.Count);
            Assert.Equal(2, Assert.IsType<Hashtable>(list[0])["a"]);
            Assert.Equal(3, list[1]);
        }

        [Fact]
        public void DeserializeObject_NestedTooDeeply_IsACrashThatATestCanSee()
        {
            string text = new string('[', 5000);

            Assert.Throws<InsufficientExecutionStackException>(() => Table("{\"a\":" + text));
        }

        private static Hashtable Table(string text)
        {
            return Assert.IsType<Hashtable>(JsonConvert.DeserializeObject(text, typeof(Hashtable)));
        }
    }
}

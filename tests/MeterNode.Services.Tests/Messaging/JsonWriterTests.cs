using System.Text;
using MeterNode.Core.Messaging;
using MeterNode.Services.Messaging;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class JsonWriterTests
    {
        [TestMethod]
        [DataRow(0L, 0, "{\"n\":0}")]
        [DataRow(5L, 3, "{\"n\":0.005}")]
        [DataRow(-5L, 1, "{\"n\":-0.5}")]
        [DataRow(1234567L, 2, "{\"n\":12345.67}")]
        [DataRow(-100L, 2, "{\"n\":-1.00}")]
        [DataRow(9223372036854775807L, 0, "{\"n\":9223372036854775807}")]
        public void JsonWriter_ScaledNumber_HasItsDecimals(long value, int decimals, string expected)
        {
            Assert.AreEqual(expected, Text(new JsonWriter(4).BeginObject().Number("n", value, decimals).EndObject()));
        }

        [TestMethod]
        public void JsonWriter_SpecialCharacters_AreEscaped()
        {
            string text = Text(new JsonWriter(4).BeginObject().Text("t", "a\"b\\c\nd\u00e9").EndObject());
            Assert.AreEqual("{\"t\":\"a\\\"b\\\\c\\u000ad\\u00e9\"}", text);
        }

        [TestMethod]
        public void JsonWriter_Nested_SeparatesByCommas()
        {
            var json = new JsonWriter(4).BeginObject()
                .Flag("a", true).Null("b")
                .BeginObject("c").EndObject()
                .BeginList("d").Element("x").Element("y").BeginObject().Number("z", 1).EndObject().EndList()
                .BeginList("e").EndList()
                .EndObject();
            Assert.AreEqual("{\"a\":true,\"b\":null,\"c\":{},\"d\":[\"x\",\"y\",{\"z\":1}],\"e\":[]}", Text(json));
        }

        [TestMethod]
        public void JsonWriter_Reset_StartsOver()
        {
            var json = new JsonWriter(4);
            json.BeginObject().Text("long", "0123456789012345678901234567890123456789").EndObject();
            Assert.AreEqual("{}", Text(json.Reset().BeginObject().EndObject()));
        }

        private static string Text(JsonWriter json)
        {
            var bytes = json.ToArray();
            return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
        }
    }
}

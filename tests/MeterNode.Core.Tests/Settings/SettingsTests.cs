using MeterNode.Core.Settings;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Settings
{
    [TestClass]
    public class SettingsTests
    {
        [TestMethod]
        public void Settings_Complete_AreRead()
        {
            var settings = TestHome.Settings();
            Assert.AreEqual("test-1", settings.Id);
            Assert.AreEqual("Test home", settings.FriendlyName);
            Assert.AreEqual(60, settings.Supply.LimitA);
            Assert.AreEqual(4, settings.Circuits.Length);
            Assert.AreEqual(0x40, settings.Circuits[0].Address);
            Near.AreEqual(2000 / 4.3, settings.Circuits[0].AmperesPerVolt, 0.001, "amperes per volt");
            Assert.AreEqual(3, settings.Loads.Length);
            Assert.AreEqual(7400, settings.Loads[TestHome.Ev].RatedW);
            Assert.IsTrue(settings.Loads[TestHome.Router].Critical);
            Assert.AreEqual(50, settings.Loads[TestHome.Router].FailsafeW);
            Assert.AreEqual(1, settings.Brokers.Length);
            Assert.AreEqual("broker.local", settings.Brokers[0].Host);
            Assert.AreEqual(8883, settings.Brokers[0].Port);
            Assert.AreEqual("homeassistant", settings.DiscoveryPrefix);
            Assert.AreEqual(10000L, settings.StatePeriodMs);
        }

        [TestMethod]
        [DataRow("K\u00fcche", "K\u00fcche")]
        [DataRow("I:\\\\user.pem", "I:\\user.pem")]
        [DataRow("a\\\"\\\"b", "a\"\"b")]
        [DataRow("back\\\\", "back\\")]
        public void Settings_TextWithEscapesThatTheReaderHas_IsReadAsItIs(string written, string meant)
        {
            Assert.AreEqual(meant, TestHome.With("Test home", written).FriendlyName);
        }

        [TestMethod]
        [DataRow("\"limit_a\":60", "\"limit_a\":6000", "supply.limit_a: is 6000; allowed is a whole number from 6 to 400")]
        [DataRow("\"limit_a\":60", "\"limit_a\":\"60\"", "supply.limit_a: is \"60\"; allowed is a whole number from 6 to 400")]
        [DataRow("\"limit_a\":60", "\"limit_a\":60.5", "supply.limit_a: is 60.5; allowed is a whole number from 6 to 400")]
        [DataRow("\"limit_a\":60", "\"limit\":60", "supply.limit_a: is missing")]
        [DataRow("\"limit_a\":60", "\"limit_a\":60,\"limt\":1", "supply.limt: is no known key here")]
        [DataRow("\"pin\":26", "\"pin\":25", "loads[1].pin: is 25, as is loads[0].pin; allowed is one load a pin")]
        [DataRow("\"pin\":26", "\"pin\":21", "loads[1].pin: is 21; allowed for a relay is 25, 26, 27, 32, 33, 13, 14, 4")]
        [DataRow("\"address\":65", "\"address\":64", "circuits[1].address: is 64, as is circuits[0].address; allowed is one circuit an INA219")]
        [DataRow("\"circuit\":\"supply\"", "\"circuit\":\"main\"", "supply.circuit: is \"main\"; allowed is the name of a circuit: supply, ev, heatpump, router")]
        [DataRow("\"contact\":\"normally_closed\"", "\"contact\":\"nc\"", "loads[2].contact: is \"nc\"; allowed is normally_open or normally_closed")]
        [DataRow("\"id\":\"test-1\"", "\"id\":\"Test 1\"", "id: is \"Test 1\"; allowed is lower-case letters, digits, '-' and '_'")]
        [DataRow("\"schema\":1", "\"schema\":9", "schema: is 9; this firmware reads 1")]
        [DataRow("\"critical\":true", "\"critical\":\"yes\"", "loads[2].critical: is \"yes\"; allowed is true or false")]
        [DataRow("\"limit_a\":60", "\"limit_a\":60,\"adc_voltage_channel\":6", "circuits[0].adc_channel: is missing; with supply.adc_voltage_channel every circuit has one")]
        [DataRow("\"address\":65", "\"adc_channel\":1", "circuits[1].adc_channel: is given; allowed only beside supply.adc_voltage_channel")]
        [DataRow("\"address\":65", "\"address\":65,\"ct\":\"90a\"", "circuits[1].ct: is \"90a\"; allowed is the name of a type: 5a-2.5ma, 20a-10ma, ")]
        [DataRow("\"broker\":", "\"dc_channels\":[{\"name\":\"b\",\"address\":65,\"shunt_uohm\":750}],\"broker\":", "dc_channels[0].address: is 65, as is circuits[1].address; allowed is one channel an INA219")]
        [DataRow("\"name\":\"Test home\"", "\"name\":\"K\\u00fcche\"", "line 1: has an escape that this reader does not have, such as \\u or \\/; allowed are ")]
        [DataRow("\"name\":\"Test home\"", "\"name\":\n\"A\\\\\\u0041\"", "line 2: has an escape that this reader does not have")]
        [DataRow("\"name\":\"Test home\"", "\n\n\"name\":\"home\\/shed\"", "line 3: has an escape that this reader does not have")]
        [DataRow("\"name\":\"Test home\"", "\"name\":\"\\\"Test\\\" home\"", "line 1: has a text that begins with \\\"")]
        [DataRow("\"name\":\"Test home\"", "\"name\":\"Test \U0001F3E0\"", "name: has a character that this reader does not have, such as an emoji; allowed are those below U+FFFD")]
        public void Settings_BadValue_NamesKeyValueAndWhatIsAllowed(string piece, string replacement, string message)
        {
            try
            {
                TestHome.With(piece, replacement);
            }
            catch (SettingsException refused)
            {
                Assert.IsTrue(refused.Message.StartsWith(message), refused.Message);
                return;
            }

            Assert.IsTrue(false, "accepted: " + replacement);
        }

        [TestMethod]
        public void Settings_NameOfACt_GivesRatioBurdenAndRatingAndExplicitKeysGoBeforeIt()
        {
            var circuit = TestHome.With("\"address\":65", "\"address\":65,\"ct\":\"30a-10ma\"").Circuits[1];
            Assert.AreEqual("30a-10ma", circuit.Ct);
            Near.AreEqual(3000, circuit.CtRatio, 1e-9, "ratio");
            Near.AreEqual(21.5, circuit.BurdenOhm, 1e-9, "burden, ohms");
            Near.AreEqual(30, circuit.RatedA, 1e-9, "rating, A");
            Near.AreEqual(1, circuit.Gain, 1e-9, "gain");
            circuit = TestHome.With("\"address\":65", "\"address\":65,\"ct\":\"30a-10ma\",\"burden_ohm\":22,\"rated_a\":29.5,\"gain\":1.02").Circuits[1];
            Near.AreEqual(3000, circuit.CtRatio, 1e-9, "ratio");
            Near.AreEqual(22, circuit.BurdenOhm, 1e-9, "burden, ohms");
            Near.AreEqual(29.5, circuit.RatedA, 1e-9, "rating, A");
            Near.AreEqual(3000 / 22.0 * 1.02, circuit.AmperesPerVolt, 1e-6, "amperes per volt");
            Assert.AreEqual("", TestHome.Settings().Circuits[1].Ct);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("[]")]
        [DataRow("{\"schema\":1,")]
        [DataRow("nonsense")]
        [DataRow("{}")]
        public void Settings_NoJsonObject_AreRefused(string json)
        {
            try
            {
                NodeSettings.Parse(json);
            }
            catch (SettingsException refused)
            {
                Assert.IsTrue(refused.Message.Length > 0);
                return;
            }

            Assert.IsTrue(false, "accepted: " + json);
        }

        [TestMethod]
        public void Settings_PasswordOfTheWrongKind_IsNotShown()
        {
            try
            {
                TestHome.With("\"host\":\"broker.local\"", "\"host\":\"b\",\"password\":123456");
            }
            catch (SettingsException refused)
            {
                Assert.AreEqual("broker.password", refused.Key);
                Assert.IsTrue(refused.Message.IndexOf("123456") < 0, refused.Message);
                return;
            }

            Assert.IsTrue(false, "accepted");
        }
    }
}

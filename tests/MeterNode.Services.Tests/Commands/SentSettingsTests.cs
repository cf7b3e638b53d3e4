using System.Text;
using MeterNode.Core.Settings;
using MeterNode.Services.Commands;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Commands
{
    [TestClass]
    public class SentSettingsTests
    {
        private const string Rest = "{\"schema\":1,\"id\":\"a\",\"supply\":{\"circuit\":\"s\",\"limit_a\":60},\"circuits\":[{\"name\":\"s\",\"address\":64}],";

        [TestMethod]
        [DataRow("\"wifi\":{\"ssid\":\"h\",\"password\":true}}", "\"wifi\":{\"ssid\":\"h\",\"password\":\"o\\\\n\\\"e\"}}", "")]
        [DataRow("\"brokers\":[{\"host\":\"b\",\"password\":true}]}", "\"brokers\":[{\"host\":\"b\",\"password\":\"two\"}]}", "")]
        [DataRow("\"broker\":{\"host\":\"c\",\"password\":true}}", "\"broker\":{\"host\":\"c\",\"password\":true}}", "broker.password: is true, and the node has none for c:8883")]
        public void PasswordToKeep_IsTheNodesOwn_OrRefused(string sent, string expected, string problem)
        {
            var now = NodeSettings.Parse(Rest + "\"broker\":{\"host\":\"b\",\"password\":\"two\"},\"wifi\":{\"ssid\":\"h\",\"password\":\"o\\\\n\\\"e\"}}");
            var read = SentSettings.Read(Encoding.UTF8.GetBytes(Rest + sent), now);
            Assert.AreEqual(problem.Length == 0, read.Problem.Length == 0, read.Problem);
            Assert.IsTrue(problem.Length == 0 || read.Problem.IndexOf(problem) == 0, read.Problem);
            Assert.AreEqual(Rest + expected, Encoding.UTF8.GetString(read.Text, 0, read.Text.Length));
        }
    }
}

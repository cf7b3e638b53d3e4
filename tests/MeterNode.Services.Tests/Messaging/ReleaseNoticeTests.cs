using System.Text;
using MeterNode.Services.Messaging;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class ReleaseNoticeTests
    {
        [TestMethod]
        [DataRow("https://example.com/releases/1.2.3?a=b#c")]
        [DataRow("https://a")]
        [DataRow("https://[::1]:8443/")]
        [DataRow("https://a/~b%20(c)!$&'*+,;=@")]
        public void Address_OfRfc3986_IsTaken(string url)
        {
            var notice = new ReleaseNotice(new Replies());
            Assert.AreEqual("{\"topic\":\"release\",\"ok\":true}", Reply(notice, "{\"version\":\"1.2.3\",\"url\":\"" + url + "\"}"));
            Assert.AreEqual("1.2.3", notice.Version);
            Assert.AreEqual(url, notice.Url);
        }

        [TestMethod]
        [DataRow("http://example.com")]
        [DataRow("https://")]
        [DataRow("https:///x")]
        [DataRow("https://-a")]
        [DataRow("https://a b")]
        [DataRow("https://a<b")]
        [DataRow("https://a{b}")]
        public void AnotherAddress_IsRefusedAndChangesNothing(string url)
        {
            var replies = new Replies();
            var notice = new ReleaseNotice(replies);
            Reply(notice, "{\"version\":\"1.2.3\",\"url\":\"https://example.com\"}");
            Assert.AreEqual(
                "{\"topic\":\"release\",\"ok\":false,\"error\":\"url: is \\\"" + url + "\\\"; allowed is an address that begins with https:// and a host, of the characters of RFC 3986\"}",
                Reply(notice, "{\"version\":\"2.0.0\",\"url\":\"" + url + "\"}"));
            Assert.AreEqual("1.2.3", notice.Version);
            Assert.AreEqual("https://example.com", notice.Url);
            Assert.AreEqual(1, replies.Refused);
        }

        [TestMethod]
        public void EmptyMessage_TakesItBack()
        {
            var notice = new ReleaseNotice(new Replies());
            Reply(notice, "{\"version\":\"1.2.3\",\"url\":\"https://example.com\"}");
            Assert.AreEqual("{\"topic\":\"release\",\"ok\":true}", Reply(notice, ""));
            Assert.AreEqual("", notice.Version);
            Assert.AreEqual("", notice.Url);
        }

        private static string Reply(ReleaseNotice notice, string payload)
        {
            var reply = notice.Handle(Encoding.UTF8.GetBytes(payload));
            return Encoding.UTF8.GetString(reply, 0, reply.Length);
        }
    }
}

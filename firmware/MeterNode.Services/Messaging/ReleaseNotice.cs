using MeterNode.Core.Settings;
using MeterNode.Services.Commands;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// What somebody says is the newest release of the firmware: <c>{"version":"1.2.3","url":"https://..."}</c>. It is passed on in the
    /// state, so that people see what there is, and changes nothing else: nothing is fetched or installed for it.
    /// </summary>
    public sealed class ReleaseNotice
    {
        private const int LongestPayload = 512;
        private const int LongestUrl = 128;
        private const int MostPart = 9999;
        private const string Scheme = "https://";

        private readonly Replies _replies;

        /// <summary>Makes a notice that says nothing yet.</summary>
        /// <param name="replies">Writes the answers.</param>
        public ReleaseNotice(Replies replies)
        {
            _replies = replies;
        }

        /// <summary>The newest version; empty while nobody has said.</summary>
        public string Version { get; private set; } = "";

        /// <summary>Where people read about it; empty for nowhere.</summary>
        public string Url { get; private set; } = "";

        /// <summary>Takes a message; an empty one, as when the retained one is deleted, takes back what was said.</summary>
        /// <param name="payload">Its bytes.</param>
        /// <returns>The reply's bytes.</returns>
        public byte[] Handle(byte[] payload)
        {
            string? refusal = null;
            try
            {
                Take(payload);
            }
            catch (SettingsException refused)
            {
                refusal = refused.Message;
            }

            _replies.Begin().Text("topic", "release");
            return _replies.End(refusal);
        }

        /// <summary>Writes what is known for <c>state</c>.</summary>
        /// <param name="json">The writer, inside an object.</param>
        /// <param name="running">The version that runs.</param>
        public void Write(JsonWriter json, string running)
        {
            json.BeginObject("firmware").Text("version", running).TextOrNull("latest", Version).TextOrNull("url", Url).EndObject();
        }

        private void Take(byte[] payload)
        {
            if (payload.Length == 0)
            {
                Version = "";
                Url = "";
                return;
            }

            var json = JsonText.Parse(payload, LongestPayload, 1, out _);
            string version = json.Text("version", 14);
            string url = json.Text("url", LongestUrl, "");
            json.Finish();
            if (!IsVersion(version))
            {
                throw new SettingsException("version", "is \"" + version + "\"; allowed are three numbers to " + MostPart + " with points between them");
            }

            if (url.Length > 0 && !IsAddress(url))
            {
                throw new SettingsException("url", "is \"" + url + "\"; allowed is an address that begins with https:// and a host, of the characters of RFC 3986");
            }

            Version = version;
            Url = url;
        }

        private static bool IsAddress(string text)
        {
            const string others = "-._~:/?#[]@!$&'()*+,;=%";
            if (!text.StartsWith(Scheme) || text.Length == Scheme.Length || (!IsLetterOrDigit(text[Scheme.Length]) && text[Scheme.Length] != '['))
            {
                return false;
            }

            for (int i = Scheme.Length; i < text.Length; i++)
            {
                if (!IsLetterOrDigit(text[i]) && others.IndexOf(text[i]) < 0)
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsLetterOrDigit(char one)
        {
            return (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z');
        }

        private static bool IsVersion(string text)
        {
            int parts = 1;
            int digits = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '.' && digits > 0)
                {
                    parts++;
                    digits = 0;
                }
                else if (text[i] >= '0' && text[i] <= '9' && digits < 4)
                {
                    digits++;
                }
                else
                {
                    return false;
                }
            }

            return parts == 3 && digits > 0;
        }
    }
}

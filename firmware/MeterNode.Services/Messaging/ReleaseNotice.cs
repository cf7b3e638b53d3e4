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

        private readonly JsonWriter _json = new JsonWriter(128);

        /// <summary>The newest version; empty while nobody has said.</summary>
        public string Version { get; private set; } = "";

        /// <summary>Where people read about it; empty for nowhere.</summary>
        public string Url { get; private set; } = "";

        /// <summary>Messages refused since the start.</summary>
        public int Refused { get; private set; }

        /// <summary>Takes a message; an empty one, as when the retained one is deleted, takes back what was said.</summary>
        /// <param name="payload">Its bytes.</param>
        /// <returns>The reply's bytes.</returns>
        public byte[] Handle(byte[] payload)
        {
            string problem = "";
            try
            {
                Take(payload);
            }
            catch (SettingsException refused)
            {
                Refused++;
                problem = refused.Message;
            }

            _json.Reset().BeginObject().Text("topic", "release").Flag("ok", problem.Length == 0);
            if (problem.Length > 0)
            {
                _json.Text("error", problem);
            }

            return _json.EndObject().ToArray();
        }

        /// <summary>Writes what is known for <c>state</c>.</summary>
        /// <param name="json">The writer, inside an object.</param>
        /// <param name="running">The version that runs.</param>
        public void Write(JsonWriter json, string running)
        {
            json.BeginObject("firmware").Text("version", running);
            if (Version.Length > 0)
            {
                json.Text("latest", Version);
            }
            else
            {
                json.Null("latest");
            }

            if (Url.Length > 0)
            {
                json.Text("url", Url);
            }
            else
            {
                json.Null("url");
            }

            json.EndObject();
        }

        private void Take(byte[] payload)
        {
            if (payload.Length == 0)
            {
                Version = "";
                Url = "";
                return;
            }

            var json = new JsonSection(JsonText.Parse(payload, LongestPayload, 1, out _), "");
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

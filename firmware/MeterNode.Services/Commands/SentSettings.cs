using System;
using System.Text;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;

namespace MeterNode.Services.Commands
{
    /// <summary>
    /// A settings file as a command brings it: checked as the firmware does at its start, with the node's own passwords where it says
    /// <c>"password": true</c>. So a file need not carry passwords over the network.
    /// </summary>
    /// <remarks>
    /// A password is kept for what it was meant for and nothing else: that of the Wi-Fi for the same network, that of a broker for
    /// the same host, port and user.
    /// </remarks>
    public sealed class SentSettings
    {
        // Lists of objects in an object are three; what goes beyond that is a mistake anyway.
        private const int MostDepth = 8;

        private SentSettings(byte[] text)
        {
            Text = text;
        }

        /// <summary>The file with all its passwords, UTF-8.</summary>
        public byte[] Text { get; private set; }

        /// <summary>What it says; null where something is wrong with it.</summary>
        public NodeSettings? Settings { get; private set; }

        /// <summary>What is wrong with it, with the key that is; empty for nothing. Shows no password.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>Reads a file. Never throws.</summary>
        /// <param name="text">As it was sent.</param>
        /// <param name="now">The settings whose passwords may be kept; null for any: then a kept one is read as an empty one, and stays in the text as it is.</param>
        public static SentSettings Read(byte[] text, NodeSettings? now)
        {
            var sent = new SentSettings(text);
            if (!JsonText.IsSafe(text, 0, MostDepth))
            {
                sent.Problem = "the settings are no valid JSON";
                return sent;
            }

            try
            {
                sent.Fill(now);
            }
            catch (SettingsException refused)
            {
                sent.Problem = refused.Message;
            }
            catch (Exception)
            {
                sent.Problem = "the settings cannot be read";
            }

            return sent;
        }

        /// <summary>The password of a section.</summary>
        /// <param name="settings">The settings.</param>
        /// <param name="section">As in <see cref="PasswordPlace.Section"/>.</param>
        /// <returns>Null where there is no such section.</returns>
        public static string? PasswordOf(NodeSettings settings, string section)
        {
            if (section == "wifi")
            {
                return settings.Wifi.Password;
            }

            var broker = BrokerOf(settings, section);
            return broker == null ? null : broker.Password;
        }

        private static BrokerSettings? BrokerOf(NodeSettings settings, string section)
        {
            for (int i = 0; i < settings.Brokers.Length; i++)
            {
                if (settings.Brokers[i].Path == section)
                {
                    return settings.Brokers[i];
                }
            }

            return null;
        }

        /// <summary>The password that the node has for what a section is about.</summary>
        private static string KeptFor(string section, NodeSettings sent, NodeSettings now)
        {
            string whose;
            string password = "";
            if (section == "wifi")
            {
                whose = "the network \"" + sent.Wifi.Ssid + "\"";
                password = sent.Wifi.Ssid == now.Wifi.Ssid ? now.Wifi.Password : "";
            }
            else
            {
                var broker = BrokerOf(sent, section);
                if (broker == null)
                {
                    throw new SettingsException(section + ".password", "is true, and there is no host beside it");
                }

                whose = broker.Host + ":" + broker.Port + " and user \"" + broker.User + "\"";
                for (int i = 0; i < now.Brokers.Length && password.Length == 0; i++)
                {
                    bool isSame = broker.Host == now.Brokers[i].Host && broker.Port == now.Brokers[i].Port && broker.User == now.Brokers[i].User;
                    password = isSame ? now.Brokers[i].Password : "";
                }
            }

            return password.Length > 0 ? password : throw new SettingsException(section + ".password", "is true, and the node has none for " + whose + " to keep; allowed is a text");
        }

        private static NodeSettings Parsed(byte[] text)
        {
            return NodeSettings.Parse(Encoding.UTF8.GetString(text, 0, text.Length));
        }

        private static SettingsException Unwritable(string section)
        {
            return new SettingsException(section + ".password", "is true, and the one that the node has cannot be written again; allowed is a text");
        }

        private void Fill(NodeSettings? now)
        {
            var places = PasswordPlaces.In(Text);
            var values = new byte[]?[places.Length];
            var passwords = new string[places.Length];
            int kept = 0;
            for (int i = 0; i < places.Length; i++)
            {
                values[i] = places[i].IsKept ? PasswordPlaces.AsJson("") : null;
                kept += places[i].IsKept ? 1 : 0;
            }

            var settings = Parsed(PasswordPlaces.Replaced(Text, places, values));
            if (kept == 0 || now == null)
            {
                Settings = settings;
                return;
            }

            for (int i = 0; i < places.Length; i++)
            {
                passwords[i] = places[i].IsKept ? KeptFor(places[i].Section, settings, now) : "";
                if (passwords[i].Length > 0 && passwords[i][0] == '"')
                {
                    // The board's reader takes no text that begins with one.
                    throw Unwritable(places[i].Section);
                }

                values[i] = places[i].IsKept ? PasswordPlaces.AsJson(passwords[i]) : null;
            }

            byte[] text = PasswordPlaces.Replaced(Text, places, values);
            if (text.Length > SettingsUpload.MostBytes)
            {
                throw new SettingsException("", "the settings have " + text.Length + " bytes with their passwords; allowed are " + SettingsUpload.MostBytes);
            }

            // What the board's reader makes of it is what counts: it does not read back everything that it has once read.
            settings = Parsed(text);
            for (int i = 0; i < places.Length; i++)
            {
                if (places[i].IsKept && PasswordOf(settings, places[i].Section) != passwords[i])
                {
                    throw Unwritable(places[i].Section);
                }
            }

            Text = text;
            Settings = settings;
        }
    }
}

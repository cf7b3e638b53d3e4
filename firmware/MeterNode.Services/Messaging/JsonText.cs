using System;
using System.Collections;
using System.Text;
using MeterNode.Core.Settings;
using nanoFramework.Json;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// What must be so of a text before the platform's JSON reader may see it: its decoder throws at what is no UTF-8, its texts
    /// end at a zero, and what is nested deeply ends the program for want of stack.
    /// </summary>
    public static class JsonText
    {
        /// <summary>Whether bytes are UTF-8 without control characters, and nothing in them is nested too deeply.</summary>
        /// <param name="text">Holds them.</param>
        /// <param name="offset">The first; they go to the end.</param>
        /// <param name="mostDepth">How deep objects and lists may be nested.</param>
        public static bool IsSafe(byte[] text, int offset, int mostDepth)
        {
            int depth = 0;
            bool quoted = false;
            int i = offset;
            while (i < text.Length)
            {
                int c = text[i];
                if (c >= 0x80)
                {
                    int length = SequenceLength(text, i);
                    if (length == 0)
                    {
                        return false;
                    }

                    i += length;
                    continue;
                }

                if (c < ' ' && c != '\n' && c != '\r' && c != '\t')
                {
                    return false;
                }

                if (quoted)
                {
                    if (c == '\\')
                    {
                        // Of what is escaped only one byte matters; one of several bytes is looked at as itself.
                        i += i + 1 < text.Length && text[i + 1] < 0x80 && text[i + 1] >= ' ' ? 1 : 0;
                    }
                    else if (c == '"')
                    {
                        quoted = false;
                    }
                }
                else if (c == '"')
                {
                    quoted = true;
                }
                else if (c == '{' || c == '[')
                {
                    if (++depth > mostDepth)
                    {
                        return false;
                    }
                }
                else if (c == '}' || c == ']')
                {
                    depth--;
                }

                i++;
            }

            return !quoted && depth == 0;
        }

        /// <summary>Reads an object of a message.</summary>
        /// <param name="payload">The message.</param>
        /// <param name="longest">The most bytes that it may have.</param>
        /// <param name="mostDepth">How deep objects and lists may be nested.</param>
        /// <param name="text">The message's text.</param>
        /// <exception cref="SettingsException">It is none; the message says why.</exception>
        public static JsonSection Parse(byte[] payload, int longest, int mostDepth, out string text)
        {
            if (payload.Length > longest)
            {
                throw new SettingsException("", "the message has " + payload.Length + " bytes; allowed are " + longest);
            }

            var values = TryParse(payload, 0, mostDepth, out text) ?? throw new SettingsException("", "the message is no JSON object");
            return new JsonSection(values, "");
        }

        /// <summary>Reads an object.</summary>
        /// <param name="payload">Holds it.</param>
        /// <param name="offset">Where it begins; it goes to the end.</param>
        /// <param name="mostDepth">How deep objects and lists may be nested.</param>
        /// <param name="text">Its text.</param>
        /// <returns>Null where it is none.</returns>
        public static Hashtable? TryParse(byte[] payload, int offset, int mostDepth, out string text)
        {
            text = "";
            if (!IsSafe(payload, offset, mostDepth))
            {
                return null;
            }

            try
            {
                text = Encoding.UTF8.GetString(payload, offset, payload.Length - offset);
                return JsonConvert.DeserializeObject(text, typeof(Hashtable)) as Hashtable;
            }
            catch (Exception)
            {
                // The library throws half a dozen types, none of which says more than that.
                return null;
            }
        }

        /// <summary>Length of a sequence of several bytes as UTF-8 has it (RFC 3629, section 4); 0 where it is none.</summary>
        private static int SequenceLength(byte[] text, int at)
        {
            int first = text[at];
            int length = first >= 0xC2 && first <= 0xDF ? 2 : first >= 0xE0 && first <= 0xEF ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
            if (length == 0 || at + length > text.Length)
            {
                return 0;
            }

            int second = text[at + 1];
            int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
            if (second < least || second > most)
            {
                return 0;
            }

            for (int i = 2; i < length; i++)
            {
                if ((text[at + i] & 0xC0) != 0x80)
                {
                    return 0;
                }
            }

            return length;
        }
    }
}

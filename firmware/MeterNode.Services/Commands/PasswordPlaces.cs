using System;
using System.Collections;
using System.Text;
using MeterNode.Services.Messaging;

namespace MeterNode.Services.Commands
{
    /// <summary>
    /// Finds the passwords in the text of a settings file, and puts others in their place; every other byte stays as it is. It knows
    /// as much of JSON as that takes: what is no JSON, or is written in an uncommon way, is for the settings' own reader to refuse.
    /// </summary>
    public static class PasswordPlaces
    {
        /// <summary>The value that stands for the password that the node has.</summary>
        public static readonly byte[] Kept = Encoding.UTF8.GetBytes("true");

        private const int MostDepth = 8;

        /// <summary>Finds them.</summary>
        /// <param name="text">UTF-8 that <see cref="JsonText.IsSafe"/> has let through.</param>
        /// <returns>In the order of the text; empty for none.</returns>
        public static PasswordPlace[] In(byte[] text)
        {
            var found = new ArrayList();
            var keys = new string[MostDepth + 1];
            var elements = new int[MostDepth + 1];
            int depth = 0;
            for (int i = 0; i < text.Length && depth >= 0; i++)
            {
                switch ((char)text[i])
                {
                    case '{':
                    case '[':
                        if (++depth > MostDepth)
                        {
                            return new PasswordPlace[0];
                        }

                        keys[depth] = "";
                        elements[depth] = text[i] == '[' ? 0 : -1;
                        break;
                    case '}':
                    case ']':
                        depth--;
                        break;
                    case ',':
                        keys[depth] = "";
                        elements[depth] += elements[depth] >= 0 ? 1 : 0;
                        break;
                    case '"':
                        int end = EndOfText(text, i);
                        if (IsKey(text, end))
                        {
                            keys[depth] = Encoding.UTF8.GetString(text, i + 1, end - i - 2);
                        }
                        else
                        {
                            Add(found, keys, elements, depth, new PasswordPlace("", i, end - i, false));
                        }

                        i = end - 1;
                        break;
                    case 't':
                        if (IsAt(text, i, Kept))
                        {
                            Add(found, keys, elements, depth, new PasswordPlace("", i, Kept.Length, true));
                            i += Kept.Length - 1;
                        }

                        break;
                    default:
                        break;
                }
            }

            var places = new PasswordPlace[found.Count];
            found.CopyTo(places);
            return places;
        }

        /// <summary>Puts values in the place of passwords.</summary>
        /// <param name="text">The text.</param>
        /// <param name="places">Where, in the order of the text.</param>
        /// <param name="values">What, as JSON; null leaves what is there.</param>
        /// <returns>Another text.</returns>
        public static byte[] Replaced(byte[] text, PasswordPlace[] places, byte[]?[] values)
        {
            int length = text.Length;
            for (int i = 0; i < places.Length; i++)
            {
                length += values[i] == null ? 0 : values[i]!.Length - places[i].Length;
            }

            var replaced = new byte[length];
            int from = 0;
            int to = 0;
            for (int i = 0; i < places.Length; i++)
            {
                byte[]? value = values[i];
                if (value != null)
                {
                    Array.Copy(text, from, replaced, to, places[i].Offset - from);
                    to += places[i].Offset - from;
                    Array.Copy(value, 0, replaced, to, value.Length);
                    to += value.Length;
                    from = places[i].Offset + places[i].Length;
                }
            }

            Array.Copy(text, from, replaced, to, text.Length - from);
            return replaced;
        }

        /// <summary>A password as JSON, without the escapes that the board's reader does not have: who replaces by it reads the result again.</summary>
        /// <param name="password">The password.</param>
        public static byte[] AsJson(string password)
        {
            var json = new StringBuilder();
            json.Append('"');
            for (int i = 0; i < password.Length; i++)
            {
                if (password[i] == '"' || password[i] == '\\')
                {
                    json.Append('\\');
                }

                json.Append(password[i]);
            }

            json.Append('"');
            return Encoding.UTF8.GetBytes(json.ToString());
        }

        private static void Add(ArrayList found, string[] keys, int[] elements, int depth, PasswordPlace value)
        {
            string section = "";
            if (depth == 2 && elements[1] < 0 && elements[2] < 0 && (keys[1] == "wifi" || keys[1] == "broker"))
            {
                section = keys[1];
            }
            else if (depth == 3 && elements[1] < 0 && elements[2] >= 0 && elements[3] < 0 && keys[1] == "brokers")
            {
                section = "brokers[" + elements[2] + "]";
            }

            if (section.Length > 0 && keys[depth] == "password")
            {
                found.Add(new PasswordPlace(section, value.Offset, value.Length, value.IsKept));
            }
        }

        /// <returns>What follows the closing quote; the end of what is not closed.</returns>
        private static int EndOfText(byte[] text, int quote)
        {
            int i = quote + 1;
            while (i < text.Length && text[i] != '"')
            {
                i += text[i] == '\\' ? 2 : 1;
            }

            return i < text.Length ? i + 1 : text.Length;
        }

        private static bool IsKey(byte[] text, int end)
        {
            while (end < text.Length && text[end] <= ' ')
            {
                end++;
            }

            return end < text.Length && text[end] == ':';
        }

        private static bool IsAt(byte[] text, int at, byte[] word)
        {
            bool isAt = at + word.Length <= text.Length;
            for (int i = 0; isAt && i < word.Length; i++)
            {
                isAt = text[at + i] == word[i];
            }

            return isAt;
        }
    }
}

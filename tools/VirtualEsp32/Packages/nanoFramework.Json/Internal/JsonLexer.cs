using System;
using System.Text;

namespace nanoFramework.Json.Internal
{
    /// <summary>
    /// Cuts a text into tokens as the platform's library does. It is laxer than JSON: strings in single quotes, keywords in any
    /// case, numbers with a plus sign or leading zeros, an escaped white space between tokens. And stricter: <c>\/</c> is refused,
    /// and <c>\uXXXX</c> is read wrongly (its first digit is skipped, the second taken twice; digits other than 0-9 and e are
    /// refused; a digit-like character after it is swallowed). A string that begins with a quote gets another pair of them. A
    /// string of 18 and more characters that looks like a date or time becomes one: see <see cref="JsonDates"/>. A text that ends
    /// inside a number, a keyword or an escape runs off its array: <see cref="IndexOutOfRangeException"/>.
    /// </summary>
    internal sealed class JsonLexer
    {
        private const char NotACharacter = '\uffff';

        private readonly byte[] _text;
        private int _position;

        internal JsonLexer(string text)
        {
            _text = Encoding.UTF8.GetBytes(text);
        }

        /// <summary>The text of the last string, date or number.</summary>
        internal string Value { get; private set; } = string.Empty;

        /// <summary>Reads the next token.</summary>
        /// <exception cref="DeserializationException">No token begins like this.</exception>
        internal JsonTokenKind Next()
        {
            while (_position < _text.Length)
            {
                char c = Read();
                bool escaped = c == '\\';
                if (escaped)
                {
                    c = Unescape(Read());
                }

                switch (c)
                {
                    case ' ' or '\t' or '\r' or '\n':
                        continue;
                    case '"' or '\'':
                        return ReadString(c);
                    case '{':
                        return JsonTokenKind.BeginObject;
                    case '}':
                        return JsonTokenKind.EndObject;
                    case '[':
                        return JsonTokenKind.BeginArray;
                    case ']':
                        return JsonTokenKind.EndArray;
                    case ':':
                        return JsonTokenKind.Colon;
                    case ',':
                        return JsonTokenKind.Comma;
                    case NotACharacter:
                        return JsonTokenKind.End;
                    case 't' or 'T':
                        return Keyword("rue", JsonTokenKind.True);
                    case 'f' or 'F':
                        return Keyword("alse", JsonTokenKind.False);
                    case 'n' or 'N':
                        return Keyword("ull", JsonTokenKind.Null);
                }

                if (c is not ('-' or '+' or '.' or (>= '0' and <= '9')))
                {
                    throw new DeserializationException();
                }

                return ReadNumber(c);
            }

            return JsonTokenKind.End;
        }

        private static bool IsNumberPart(char c)
        {
            return c is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9');
        }

        private static char Unescape(char c)
        {
            return c switch
            {
                't' => '\t',
                'r' => '\r',
                'n' => '\n',
                'b' => '\b',
                'f' => '\f',
                '\\' or '"' or 'u' or NotACharacter => c,
                _ => throw new DeserializationException(),
            };
        }

        /// <summary>Reads one character of UTF-8. Of one beyond the first plane only half is taken, which as a text is the character that replaces others.</summary>
        private char Read()
        {
            byte first = _text[_position];
            int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
            _position += length;
            return length == 1 ? (char)first : length == 4 ? '\uFFFD' : Encoding.UTF8.GetChars(_text, _position - length, length)[0];
        }

        private JsonTokenKind ReadString(char quote)
        {
            var text = new StringBuilder();
            while (_position < _text.Length)
            {
                char c = Read();
                if (c == quote)
                {
                    return StringToken(quote, text.ToString());
                }

                if (c != '\\')
                {
                    text.Append(c);
                    continue;
                }

                char escape = Read();
                if (escape == NotACharacter)
                {
                    return JsonTokenKind.Error;
                }

                text.Append(escape == 'u' ? ReadCodePoint() : Unescape(escape));
            }

            return JsonTokenKind.Error;
        }

        private JsonTokenKind StringToken(char quote, string text)
        {
            Value = quote == '"' && text.StartsWith('"') ? "\"" + text + "\"" : text;
            return JsonDates.TryRead(Value, out _) ? JsonTokenKind.Date : JsonTokenKind.String;
        }

        private char ReadCodePoint()
        {
            var digits = new StringBuilder();
            _position++;
            char c = (char)_text[_position];
            for (int i = 0; i < 4 && IsNumberPart(c); i++)
            {
                digits.Append(c);
                c = (char)_text[_position];
                if (IsNumberPart(c))
                {
                    _position++;
                }
            }

            if (digits.Length < 4 || !TryHex(digits.ToString(), out short code))
            {
                throw new DeserializationException();
            }

            return (char)code;
        }

        private static bool TryHex(string digits, out short code)
        {
            // The platform's parser takes a sign before the digits.
            bool negative = digits[0] == '-';
            string magnitude = digits[0] is '-' or '+' ? digits.Substring(1) : digits;
            bool valid = ushort.TryParse(
                magnitude,
                System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture,
                out ushort value);
            code = unchecked((short)(negative ? -value : value));
            return valid;
        }

        private JsonTokenKind ReadNumber(char c)
        {
            var text = new StringBuilder();
            while (IsNumberPart(c))
            {
                text.Append(c);
                c = (char)_text[_position];
                if (IsNumberPart(c))
                {
                    _position++;
                }
            }

            Value = text.ToString();
            return JsonTokenKind.Number;
        }

        private JsonTokenKind Keyword(string rest, JsonTokenKind kind)
        {
            foreach (char expected in rest)
            {
                if (char.ToLowerInvariant(Read()) != expected)
                {
                    throw new DeserializationException();
                }
            }

            return kind;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;

namespace nanoFramework.Json.Internal
{
    /// <summary>
    /// Parses a text as the platform's library does: an object or an array, and nothing after it. Commas between members may be
    /// missing or too many at the end. A name that occurs twice is an <see cref="ArgumentException"/>, a number with signs in the
    /// wrong places a <see cref="FormatException"/>, one beyond 64 bits an <see cref="ArgumentOutOfRangeException"/>. The board
    /// recurses without a limit and crashes where its memory ends; here a text nested too deeply is a
    /// <see cref="InsufficientExecutionStackException"/>, so that a test sees it.
    /// </summary>
    internal sealed class JsonParser
    {
        /// <summary>What no firmware should rely on: about two interpreter frames a level.</summary>
        internal const int DeepestNesting = 100;

        private static readonly char[] s_floatMarks = { '.', 'f', 'F', 'd', 'D', 'e', 'E' };

        private readonly JsonLexer _lexer;
        private JsonTokenKind _token;
        private int _depth;

        private JsonParser(string text)
        {
            _lexer = new JsonLexer(text);
        }

        /// <exception cref="DeserializationException">It is malformed.</exception>
        internal static JsonNode Parse(string text)
        {
            return new JsonParser(text).ParseRoot();
        }

        private JsonNode ParseRoot()
        {
            Advance();
            JsonNode root = _token switch
            {
                JsonTokenKind.BeginObject => ParseObject(),
                JsonTokenKind.BeginArray => ParseArray(),
                _ => throw new DeserializationException(),
            };
            Advance();
            Require(JsonTokenKind.End);
            return root;
        }

        private JsonNode ParseObject()
        {
            Descend();
            var members = new Dictionary<string, JsonNode?>();
            Advance();
            while (_token is not (JsonTokenKind.End or JsonTokenKind.Error or JsonTokenKind.EndObject))
            {
                Require(JsonTokenKind.String);
                string name = _lexer.Value;
                Advance();
                Require(JsonTokenKind.Colon);
                members.Add(name, ParseValue());
                Advance();
                if (_token == JsonTokenKind.Comma)
                {
                    Advance();
                }
            }

            Require(JsonTokenKind.EndObject);
            _depth--;
            return new JsonNode.Table(members);
        }

        private JsonNode ParseArray()
        {
            Descend();
            var items = new List<JsonNode>();
            while (_token is not (JsonTokenKind.End or JsonTokenKind.Error or JsonTokenKind.EndArray))
            {
                var item = ParseValue();
                if (item is null)
                {
                    break;
                }

                items.Add(item);
                Advance();
                if (_token is not (JsonTokenKind.Comma or JsonTokenKind.EndArray))
                {
                    throw new DeserializationException();
                }
            }

            Require(JsonTokenKind.EndArray);
            _depth--;
            return new JsonNode.List(items);
        }

        /// <summary>Reads a value; null at the end of an array.</summary>
        private JsonNode? ParseValue()
        {
            Advance();
            switch (_token)
            {
                case JsonTokenKind.EndArray:
                    return null;
                case JsonTokenKind.String:
                    return new JsonNode.Scalar(_lexer.Value);
                case JsonTokenKind.Date:
                    JsonDates.TryRead(_lexer.Value, out var date);
                    return new JsonNode.Scalar(date);
                case JsonTokenKind.Number:
                    return new JsonNode.Scalar(Number(_lexer.Value));
                case JsonTokenKind.True:
                    return new JsonNode.Scalar(true);
                case JsonTokenKind.False:
                    return new JsonNode.Scalar(false);
                case JsonTokenKind.Null:
                    return new JsonNode.Scalar(null);
                case JsonTokenKind.BeginObject:
                    return ParseObject();
                case JsonTokenKind.BeginArray:
                    return ParseArray();
                default:
                    throw new DeserializationException();
            }
        }

        /// <summary>A double when it has a point or an exponent, else the first of int, long and ulong that holds it.</summary>
        private static object Number(string text)
        {
            if (text.IndexOfAny(s_floatMarks) >= 0)
            {
                return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            }

            try
            {
                if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int small) && text.Length < 12)
                {
                    return small;
                }

                if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long large))
                {
                    // Up to 11 and from 20 characters on the library tries an int first; in between it does not.
                    return text.Length >= 20 && large == (int)large ? (object)(int)large : large;
                }

                return text.Length is >= 12 and < 20
                    ? long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                    : ulong.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            }
            catch (OverflowException)
            {
                throw new ArgumentOutOfRangeException(nameof(text));
            }
        }

        private void Descend()
        {
            if (++_depth > DeepestNesting)
            {
                throw new InsufficientExecutionStackException("JSON is nested deeper than a board can be trusted to read.");
            }
        }

        private void Advance()
        {
            _token = _lexer.Next();
        }

        private void Require(JsonTokenKind kind)
        {
            if (_token != kind)
            {
                throw new DeserializationException();
            }
        }
    }
}

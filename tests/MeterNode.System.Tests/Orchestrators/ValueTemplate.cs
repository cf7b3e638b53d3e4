using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>
    /// Renders the templates that the node announces, which are a small part of Jinja: a path into <c>value_json</c>, a text, a
    /// number or <c>value</c>, one <c>if ... else ...</c> with conditions joined by <c>and</c>, each with an optional <c>==</c>,
    /// <c>&gt;=</c> or <c>is not none</c>, one <c>or</c>, whole division, the filters <c>int</c> and <c>tojson</c>, and text between
    /// such expressions with parts in <c>{% if ... %}</c>. Whatever is not there is an error here, where Home Assistant would only
    /// write a line in its log.
    /// </summary>
    internal sealed partial class ValueTemplate
    {
        private readonly string _text;
        private readonly JsonElement _json;
        private readonly string _value;

        private ValueTemplate(string text, JsonElement json, string value)
        {
            _text = text;
            _json = json;
            _value = value;
        }

        /// <summary>Renders a value template with a message.</summary>
        public static string Render(string template, JsonElement message)
        {
            return new ValueTemplate(template, message, string.Empty).Render();
        }

        /// <summary>Renders a command template with a value.</summary>
        public static string RenderCommand(string template, string value)
        {
            return new ValueTemplate(template, default, value).Render();
        }

        private static bool IsTrue(JsonElement value)
        {
            return value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.String => value.GetString()!.Length > 0,
                JsonValueKind.Number => value.GetDouble() != 0,
                JsonValueKind.Array => value.GetArrayLength() > 0,
                JsonValueKind.Object => true,
                _ => false,
            };
        }

        private static string Text(JsonElement value)
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => "None",
                JsonValueKind.True => "True",
                JsonValueKind.False => "False",
                JsonValueKind.String => value.GetString()!,
                _ => value.GetRawText(),
            };
        }

        private static JsonElement Parse(string json)
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }

        private string Render()
        {
            var text = new StringBuilder();
            bool isOpen = false;
            bool isLeftOut = false;
            int at = 0;
            foreach (Match mark in Mark().Matches(_text))
            {
                text.Append(isLeftOut ? string.Empty : _text[at..mark.Index]);
                at = mark.Index + mark.Length;
                if (mark.Groups["value"].Success)
                {
                    text.Append(isLeftOut ? string.Empty : Text(Evaluate(mark.Groups["value"].Value)));
                    continue;
                }

                if (isOpen == mark.Groups["if"].Success)
                {
                    throw Wrong("has an if too many or too few");
                }

                isOpen = mark.Groups["if"].Success;
                isLeftOut = isOpen && !IsTrue(Filtered(mark.Groups["if"].Value));
            }

            return at > 0 && !isOpen ? text.Append(_text[at..]).ToString() : throw Wrong("is no template");
        }

        private JsonElement Evaluate(string expression)
        {
            var choice = Choice().Match(expression);
            if (!choice.Success)
            {
                return Filtered(expression);
            }

            // As there: what is not chosen, or stands behind a condition that does not hold, is not looked at.
            return Filtered(choice.Groups[choice.Groups[2].Value.Split(" and ").All(Holds) ? 1 : 3].Value);
        }

        private bool Holds(string condition)
        {
            const string isThere = " is not none";
            if (condition.EndsWith(isThere, StringComparison.Ordinal))
            {
                return Filtered(condition[..^isThere.Length]).ValueKind != JsonValueKind.Null;
            }

            var least = condition.Split(" >= ");
            if (least.Length == 2)
            {
                var value = Filtered(least[0]);
                return value.ValueKind == JsonValueKind.Number ? value.GetDouble() >= Filtered(least[1]).GetDouble() : throw Wrong("compares " + value);
            }

            var sides = condition.Split(" == ");
            return sides.Length == 1 ? IsTrue(Filtered(sides[0])) : Text(Filtered(sides[0])) == Text(Filtered(sides[1]));
        }

        private JsonElement Filtered(string expression)
        {
            var parts = expression.Split(" | ");
            var choices = parts[0].Trim().Split(" or ");
            var value = Operand(choices[0]);
            value = choices.Length == 2 && !IsTrue(value) ? Operand(choices[1]) : value;
            return parts.Length == 1 ? value : parts[1].Trim() switch
            {
                "int" => Parse(((long)double.Parse(Text(value), CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)),
                "tojson" => Parse(JsonSerializer.Serialize(value.GetRawText())),
                _ => throw Wrong("has an unknown filter"),
            };
        }

        private JsonElement Operand(string text)
        {
            var division = Division().Match(text);
            if (division.Success)
            {
                return Parse(Math.Floor(Operand(division.Groups[1].Value).GetDouble() / double.Parse(division.Groups[2].Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
            }

            if (text == "None")
            {
                return Parse("null");
            }

            if (text == "value")
            {
                return Parse(JsonSerializer.Serialize(_value));
            }

            if (Literal().IsMatch(text))
            {
                return Parse(text[0] == '\'' ? JsonSerializer.Serialize(text[1..^1]) : text);
            }

            var path = Path().Match(text);
            if (!path.Success)
            {
                throw Wrong("has " + text);
            }

            var value = _json;
            foreach (Capture step in path.Groups[1].Captures)
            {
                string name = step.Value[0] == '.' ? step.Value[1..] : step.Value[2..^2];
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                {
                    throw Wrong("finds no " + name);
                }
            }

            return value;
        }

        private FormatException Wrong(string problem)
        {
            return new FormatException("template " + _text + " " + problem);
        }

        [GeneratedRegex(@"\{\{ (?<value>.+?) \}\}|\{% if (?<if>.+?) %\}|\{% endif %\}")]
        private static partial Regex Mark();

        [GeneratedRegex("^(.+) if (.+) else (.+)$")]
        private static partial Regex Choice();

        [GeneratedRegex("^(.+) // ([0-9]+)$")]
        private static partial Regex Division();

        [GeneratedRegex("^('[^']*'|-?[0-9]+)$")]
        private static partial Regex Literal();

        [GeneratedRegex(@"^value_json(\.[a-z0-9_]+|\['[a-z0-9_-]+'\])+$")]
        private static partial Regex Path();
    }
}

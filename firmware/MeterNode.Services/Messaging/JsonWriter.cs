using System;
using System.Text;
using MeterNode.Core;
using MeterNode.Core.Messaging;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Writes JSON as UTF-8 into a buffer that grows once and is then reused. Numbers are scaled integers, so that they read the
    /// same on every runtime.
    /// </summary>
    public sealed class JsonWriter
    {
        private const string Hex = "0123456789abcdef";

        private byte[] _buffer;
        private int _length;
        private bool _needsComma;

        /// <summary>Makes a writer.</summary>
        /// <param name="capacity">Bytes to start with.</param>
        public JsonWriter(int capacity)
        {
            _buffer = new byte[capacity];
        }

        /// <summary>Bytes written.</summary>
        public int Length => _length;

        /// <summary>Starts over.</summary>
        public JsonWriter Reset()
        {
            _length = 0;
            _needsComma = false;
            return this;
        }

        /// <summary>What was written.</summary>
        public byte[] ToArray()
        {
            var bytes = new byte[_length];
            Array.Copy(_buffer, bytes, _length);
            return bytes;
        }

        /// <summary>Opens an object: the document, or an element of a list.</summary>
        public JsonWriter BeginObject()
        {
            Separate();
            Put('{');
            _needsComma = false;
            return this;
        }

        /// <summary>Opens an object under a key.</summary>
        public JsonWriter BeginObject(string key)
        {
            Key(key);
            Put('{');
            _needsComma = false;
            return this;
        }

        /// <summary>Closes an object.</summary>
        public JsonWriter EndObject()
        {
            Put('}');
            _needsComma = true;
            return this;
        }

        /// <summary>Opens a list under a key.</summary>
        public JsonWriter BeginList(string key)
        {
            Key(key);
            Put('[');
            _needsComma = false;
            return this;
        }

        /// <summary>Closes a list.</summary>
        public JsonWriter EndList()
        {
            Put(']');
            _needsComma = true;
            return this;
        }

        /// <summary>Writes a text as an element of a list.</summary>
        public JsonWriter Element(string value)
        {
            Separate();
            Quoted(value);
            return this;
        }

        /// <summary>Writes a number as an element of a list.</summary>
        /// <param name="value">The number, scaled by ten to the power of <paramref name="decimals"/>.</param>
        /// <param name="decimals">Digits after the point, 0 to 6.</param>
        public JsonWriter Element(long value, int decimals)
        {
            Separate();
            return Scaled(value, decimals);
        }

        /// <summary>Writes a text.</summary>
        public JsonWriter Text(string key, string value)
        {
            Key(key);
            Quoted(value);
            return this;
        }

        /// <summary>Writes a text of printable ASCII without quotes and backslashes, which is faster: nothing of it is looked at.</summary>
        public JsonWriter Plain(string key, string value)
        {
            Key(key);
            Put('"');
            Raw(value);
            Put('"');
            return this;
        }

        /// <summary>Writes true or false.</summary>
        public JsonWriter Flag(string key, bool value)
        {
            Key(key);
            Raw(value ? "true" : "false");
            return this;
        }

        /// <summary>Writes null.</summary>
        public JsonWriter Null(string key)
        {
            Key(key);
            Raw("null");
            return this;
        }

        /// <summary>Writes a number.</summary>
        /// <param name="key">Its key.</param>
        /// <param name="value">The number, scaled by ten to the power of <paramref name="decimals"/>.</param>
        /// <param name="decimals">Digits after the point, 0 to 6.</param>
        public JsonWriter Number(string key, long value, int decimals = 0)
        {
            Key(key);
            return Scaled(value, decimals);
        }

        /// <summary>Writes a number, or null where it is not known.</summary>
        /// <param name="key">Its key.</param>
        /// <param name="isKnown">Whether it is.</param>
        /// <param name="value">The number, scaled by ten to the power of <paramref name="decimals"/>.</param>
        /// <param name="decimals">Digits after the point, 0 to 6.</param>
        public JsonWriter NumberOrNull(string key, bool isKnown, long value, int decimals = 0)
        {
            return isKnown ? Number(key, value, decimals) : Null(key);
        }

        /// <summary>Writes a text, or null where it is empty.</summary>
        public JsonWriter TextOrNull(string key, string value)
        {
            return value.Length > 0 ? Text(key, value) : Null(key);
        }

        /// <summary>Writes a text; leaves it out where it is empty.</summary>
        public JsonWriter TextIfAny(string key, string value)
        {
            return value.Length > 0 ? Text(key, value) : this;
        }

        private JsonWriter Scaled(long value, int decimals)
        {
            if (value < 0)
            {
                Put('-');
                value = -value;
            }

            long scale = 1;
            for (int i = 0; i < decimals; i++)
            {
                scale *= 10;
            }

            Digits(value / scale, 1);
            if (decimals > 0)
            {
                Put('.');
                Digits(value % scale, decimals);
            }

            return this;
        }

        private void Key(string key)
        {
            // Keys are our own words or checked names: nothing in them needs an escape.
            Separate();
            Put('"');
            Raw(key);
            Put('"');
            Put(':');
        }

        private void Separate()
        {
            if (_needsComma)
            {
                Put(',');
            }

            _needsComma = true;
        }

        private void Digits(long value, int least)
        {
            int digits = 1;
            for (long rest = value / 10; rest > 0; rest /= 10)
            {
                digits++;
            }

            if (digits < least)
            {
                digits = least;
            }

            Reserve(digits);
            for (int i = _length + digits - 1; i >= _length; i--)
            {
                _buffer[i] = (byte)('0' + (int)(value % 10));
                value /= 10;
            }

            _length += digits;
        }

        private void Quoted(string text)
        {
            Put('"');
            if (IsPlain(text))
            {
                Raw(text);
                Put('"');
                return;
            }

            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (c == '"' || c == '\\')
                {
                    Put('\\');
                    Put(c);
                }
                else if (c < ' ' || c > '~')
                {
                    Raw("\\u");
                    Put(Hex[(c >> 12) & 15]);
                    Put(Hex[(c >> 8) & 15]);
                    Put(Hex[(c >> 4) & 15]);
                    Put(Hex[c & 15]);
                }
                else
                {
                    Put(c);
                }
            }

            Put('"');
        }

        private void Raw(string ascii)
        {
            if (ascii.Length > 0)
            {
                // One native call: letter by letter the interpreter would take a hundred times as long.
                Reserve(ascii.Length);
                _length += Encoding.UTF8.GetBytes(ascii, 0, ascii.Length, _buffer, _length);
            }
        }

        private static bool IsPlain(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (c < ' ' || c > '~' || c == '"' || c == '\\')
                {
                    return false;
                }
            }

            return true;
        }

        private void Put(char ascii)
        {
            Reserve(1);
            _buffer[_length++] = (byte)ascii;
        }

        private void Reserve(int more)
        {
            if (_length + more <= _buffer.Length)
            {
                return;
            }

            var larger = new byte[(_buffer.Length * 2) + more];
            Array.Copy(_buffer, larger, _length);
            _buffer = larger;
        }
    }
}

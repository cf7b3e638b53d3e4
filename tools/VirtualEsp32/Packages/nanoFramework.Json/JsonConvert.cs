using System;
using System.Collections;
using nanoFramework.Json.Internal;

namespace nanoFramework.Json
{
    /// <summary>
    /// The platform's JSON library for trees of <see cref="Hashtable"/> and <see cref="ArrayList"/>, peculiarities included: see
    /// <see cref="JsonParser"/> and <see cref="JsonTree"/>. Other target types are not supported here.
    /// </summary>
    public static class JsonConvert
    {
        /// <summary>Reads a JSON text.</summary>
        /// <param name="value">An object or an array.</param>
        /// <param name="type"><see cref="Hashtable"/> for an object, <see cref="ArrayList"/> for an array.</param>
        /// <exception cref="DeserializationException">The text is malformed, or of another shape than the type.</exception>
        /// <exception cref="Exception">Malformed in ways that the library does not foresee: it then throws whatever comes.</exception>
        public static object? DeserializeObject(string value, Type type)
        {
            if (type == typeof(string))
            {
                return value;
            }

            var root = JsonParser.Parse(value);
            if (type == typeof(Hashtable))
            {
                return JsonTree.Table(root);
            }

            if (type == typeof(ArrayList))
            {
                return JsonTree.List(root);
            }

            throw new NotSupportedException("The virtual board reads JSON into Hashtable and ArrayList only.");
        }

        /// <summary>Writes an object as JSON.</summary>
        /// <param name="oSource">Tables, lists, arrays, strings, numbers; of other classes their properties.</param>
        public static string? SerializeObject(object? oSource)
        {
            return JsonWriter.Write(oSource, isRoot: true);
        }
    }
}

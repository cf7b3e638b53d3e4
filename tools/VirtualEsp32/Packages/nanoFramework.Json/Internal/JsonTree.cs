using System;
using System.Collections;

namespace nanoFramework.Json.Internal
{
    /// <summary>
    /// Builds what the platform's library returns. It takes different ways for arrays in different places, and they differ:
    /// an array in an array is refused (by a <see cref="DeserializationException"/> below the root, by a
    /// <see cref="NotImplementedException"/> deeper down), and of a root array with several objects only the last one remains.
    /// </summary>
    internal static class JsonTree
    {
        /// <summary>An object as a table.</summary>
        internal static Hashtable Table(JsonNode root)
        {
            return root is JsonNode.Table table ? OuterTable(table) : throw new DeserializationException();
        }

        /// <summary>An array as a list; an object as a list of one table, of none when it is empty.</summary>
        internal static ArrayList List(JsonNode root)
        {
            var list = new ArrayList();
            if (root is JsonNode.Table table)
            {
                var only = new Hashtable();
                foreach (var (name, value) in table.Members)
                {
                    only.Add(name, ItemOfOuterList(value ?? throw new DeserializationException()));
                }

                if (only.Count > 0)
                {
                    list.Add(only);
                }

                return list;
            }

            foreach (var item in ((JsonNode.List)root).Items)
            {
                if (item is JsonNode.Scalar scalar)
                {
                    list.Add(scalar.Value);
                }
                else
                {
                    // The list so far is thrown away, not added to.
                    list = ListInRootList(item);
                }
            }

            return list;
        }

        private static Hashtable OuterTable(JsonNode.Table table)
        {
            var result = new Hashtable();
            foreach (var (name, value) in table.Members)
            {
                result.Add(name, value switch
                {
                    JsonNode.Scalar scalar => scalar.Value,
                    JsonNode.List list => OuterList(list),
                    JsonNode.Table inner => InnerTable(inner),
                    _ => throw new NotImplementedException(),
                });
            }

            return result;
        }

        private static ArrayList OuterList(JsonNode.List list)
        {
            var result = new ArrayList();
            foreach (var item in list.Items)
            {
                result.Add(ItemOfOuterList(item));
            }

            return result;
        }

        private static object? ItemOfOuterList(JsonNode item)
        {
            return item switch
            {
                JsonNode.Scalar scalar => scalar.Value,
                JsonNode.Table table => OuterTable(table),
                _ => throw new DeserializationException(),
            };
        }

        private static Hashtable InnerTable(JsonNode.Table table)
        {
            var result = new Hashtable();
            foreach (var (name, value) in table.Members)
            {
                if (value is null)
                {
                    // Its value is missing in the text; this deep down the library just leaves the name out.
                    continue;
                }

                result.Add(name, value switch
                {
                    JsonNode.Scalar scalar => scalar.Value,
                    JsonNode.Table inner => InnerTable(inner),
                    JsonNode.List list => InnerList(list),
                    _ => throw new NotImplementedException(),
                });
            }

            return result;
        }

        private static ArrayList InnerList(JsonNode.List list)
        {
            var result = new ArrayList();
            foreach (var item in list.Items)
            {
                result.Add(item switch
                {
                    JsonNode.Scalar scalar => scalar.Value,
                    JsonNode.Table table => InnerTable(table),
                    _ => throw new NotImplementedException(),
                });
            }

            return result;
        }

        private static ArrayList ListInRootList(JsonNode item)
        {
            if (item is JsonNode.List list)
            {
                return OuterList(list);
            }

            var table = new Hashtable();
            foreach (var (name, value) in ((JsonNode.Table)item).Members)
            {
                switch (value)
                {
                    case JsonNode.Scalar scalar:
                        table.Add(name, scalar.Value);
                        break;
                    case JsonNode.List values:
                        table.Add(name, ScalarsOnly(values));
                        break;
                    case JsonNode.Table:
                        throw new DeserializationException();
                }
            }

            return new ArrayList { table };
        }

        private static ArrayList ScalarsOnly(JsonNode.List list)
        {
            var result = new ArrayList();
            foreach (var item in list.Items)
            {
                result.Add(item is JsonNode.Scalar scalar ? scalar.Value : throw new NotImplementedException());
            }

            return result;
        }
    }
}

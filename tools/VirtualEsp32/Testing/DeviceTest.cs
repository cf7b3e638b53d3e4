using System;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace VirtualEsp32.Testing
{
    /// <summary>One run of a device test: a method of a test class, with the arguments of a data row if it has any.</summary>
    public sealed class DeviceTest
    {
        internal DeviceTest(Type @class, MethodInfo method, object?[]? row, int rowIndex)
        {
            Class = @class;
            Method = method;
            Row = row;
            RowIndex = rowIndex;
        }

        /// <summary>The test class.</summary>
        public Type Class { get; }

        /// <summary>The test method.</summary>
        public MethodInfo Method { get; }

        /// <summary>The arguments; null for a test without data rows.</summary>
        public object?[]? Row { get; }

        /// <summary>The place of the row among those of the method, from 0.</summary>
        public int RowIndex { get; }

        /// <summary>Class, method and arguments; unique in its assembly.</summary>
        public string DisplayName
        {
            get
            {
                string name = Class.FullName + "." + Method.Name;
                return Row is null ? name : $"{name}[{RowIndex}]({string.Join(", ", Row.Select(Show))})";
            }
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return DisplayName;
        }

        private static string Show(object? argument)
        {
            return argument switch
            {
                null => "null",
                string text => "\"" + text + "\"",
                _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "?",
            };
        }
    }
}

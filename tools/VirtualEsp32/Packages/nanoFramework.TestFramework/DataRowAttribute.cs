using System;

namespace nanoFramework.TestFramework
{
    /// <summary>The arguments of one run of a device test.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class DataRowAttribute : Attribute
    {
        /// <summary>Makes a row; the platform refuses an empty one.</summary>
        /// <exception cref="ArgumentException">There are no arguments.</exception>
        public DataRowAttribute(params object[] methodParameters)
        {
            ArgumentNullException.ThrowIfNull(methodParameters);
            if (methodParameters.Length == 0)
            {
                throw new ArgumentException("A data row cannot be empty.", nameof(methodParameters));
            }

            MethodParameters = methodParameters;
        }

        public object[] MethodParameters { get; }
    }
}

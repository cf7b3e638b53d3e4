using System;

namespace nanoFramework.TestFramework
{
    /// <summary>A device test.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class TestMethodAttribute : Attribute
    {
    }
}

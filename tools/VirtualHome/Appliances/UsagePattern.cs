using System;

namespace VirtualHome.Appliances
{
    /// <summary>At which hours people use something: a weight for each local hour from 0 to 23. Domestic patterns, rounded.</summary>
    public static class UsagePattern
    {
        /// <summary>Tea and coffee: breakfast, elevenses, lunch, and from tea time to late evening.</summary>
        public static ReadOnlySpan<double> Drinks => new double[]
        {
            0.1, 0, 0, 0, 0, 0.3, 2, 4, 3, 1.5, 2, 1.5, 1.5, 1.5, 1.5, 2, 2.5, 2.5, 2, 2, 2, 1.5, 1, 0.4,
        };

        /// <summary>Washing oneself: before work, less in the evening.</summary>
        public static ReadOnlySpan<double> Washing => new double[]
        {
            0, 0, 0, 0, 0.1, 0.8, 4, 6, 3, 1, 0.6, 0.3, 0.2, 0.2, 0.2, 0.3, 0.6, 1.2, 1.8, 2, 2.2, 2, 1, 0.2,
        };

        /// <summary>Cooking: a little at breakfast and lunch, most of it for dinner.</summary>
        public static ReadOnlySpan<double> Cooking => new double[]
        {
            0, 0, 0, 0, 0, 0.1, 0.4, 0.8, 0.6, 0.2, 0.3, 1, 1.8, 0.8, 0.3, 0.6, 2, 5, 5, 2.5, 0.8, 0.3, 0.1, 0,
        };

        /// <summary>Being awake and at home, as lamps and screens show it.</summary>
        public static ReadOnlySpan<double> Evening => new double[]
        {
            0.3, 0.1, 0, 0, 0, 0.1, 0.8, 1, 0.7, 0.3, 0.3, 0.3, 0.4, 0.3, 0.3, 0.4, 0.9, 1.6, 2, 2.2, 2.2, 2, 1.6, 0.8,
        };
    }
}

using System;
using System.Collections.Generic;

namespace VirtualHome.Appliances
{
    /// <summary>What an appliance is like; each kind has its own.</summary>
    public abstract record ApplianceSettings
    {
        /// <summary>Its name: unique in the home, and different from the names of the circuits it is not alone on.</summary>
        public required string Name { get; init; }

        /// <summary>The circuits that it is on: one, or three of different phases.</summary>
        public required IReadOnlyList<string> Circuits { get; init; }

        /// <summary>Makes the appliance.</summary>
        /// <param name="seed">The seed of everything random about it.</param>
        /// <param name="startUtc">When the world begins; recordings are aligned with it.</param>
        /// <returns>The appliance, at the beginning of its life.</returns>
        public abstract Appliance Build(ulong seed, DateTime startUtc);
    }
}

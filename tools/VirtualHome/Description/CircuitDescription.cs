using System;
using VirtualHome.Sensing;

namespace VirtualHome.Description
{
    /// <summary>What a circuit is.</summary>
    public sealed record CircuitDescription
    {
        /// <summary>Its name: small letters, digits, <c>-</c> and <c>_</c>.</summary>
        public required string Name { get; init; }

        /// <summary>Branch or supply.</summary>
        public CircuitKind Kind { get; init; } = CircuitKind.Branch;

        /// <summary>The phase, 1 to 3.</summary>
        public int Phase { get; init; } = 1;

        /// <summary>Whether a clamp and an INA219 measure it.</summary>
        public bool Measured { get; init; } = true;

        /// <summary>Rated primary current of its clamp, A, for 50 mA.</summary>
        public double CtRatedA { get; init; } = FrontEnd.CtRatedA;

        /// <summary>What is wrong with the clamp from the beginning.</summary>
        public CtFault Fault { get; init; } = CtFault.None;

        /// <summary>Reads a circuit.</summary>
        /// <param name="section">Its part of the description.</param>
        /// <returns>The circuit.</returns>
        public static CircuitDescription Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            var circuit = new CircuitDescription
            {
                Name = section.Name(),
                Kind = section.Choice("kind", CircuitKind.Branch),
                Phase = section.Whole("phase", 1, 1, 3),
                Measured = section.Flag("measured", true),
                CtRatedA = section.Number("ct_rated_a", FrontEnd.CtRatedA, 5, 600),
                Fault = section.Choice("ct_fault", CtFault.None),
            };
            section.Done();
            return circuit;
        }
    }
}

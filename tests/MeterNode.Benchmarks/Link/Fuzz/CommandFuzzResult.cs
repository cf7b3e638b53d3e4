namespace MeterNode.Benchmarks.Link.Fuzz
{
    /// <summary>What became of fuzzed messages.</summary>
    internal sealed class CommandFuzzResult
    {
        /// <summary>Messages that were sent.</summary>
        public int Inputs { get; set; }

        /// <summary>Those that were carried out: signed, new, and commands by chance or on purpose.</summary>
        public int Taken { get; set; }

        /// <summary>Exceptions that came out.</summary>
        public int Escapes { get; set; }

        /// <summary>Refused messages after which something was not what it was.</summary>
        public int ChangesOnRefusal { get; set; }

        /// <summary>Messages without a good signature that were not refused for that or for less.</summary>
        public int Forged { get; set; }

        /// <summary>Different reasons that were given.</summary>
        public int Reasons { get; set; }

        /// <summary>The first message that should not have been, in hexadecimal; empty for none.</summary>
        public string First { get; set; } = string.Empty;

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Inputs} inputs, {Taken} taken, {Reasons} reasons; {Escapes} escapes, {ChangesOnRefusal} changes on refusal, {Forged} forged {First}";
        }
    }
}

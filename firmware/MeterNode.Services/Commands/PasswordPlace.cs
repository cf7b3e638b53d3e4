namespace MeterNode.Services.Commands
{
    /// <summary>Where one password stands in the text of a settings file.</summary>
    public sealed class PasswordPlace
    {
        /// <summary>Makes one.</summary>
        /// <param name="section">Whose password it is.</param>
        /// <param name="offset">First byte of the value.</param>
        /// <param name="length">Bytes of the value, with its quotes.</param>
        /// <param name="isKept">Whether the value is <c>true</c>.</param>
        public PasswordPlace(string section, int offset, int length, bool isKept)
        {
            Section = section;
            Offset = offset;
            Length = length;
            IsKept = isKept;
        }

        /// <summary>Whose password it is: <c>wifi</c>, <c>broker</c>, or <c>brokers[0]</c> and so on.</summary>
        public string Section { get; }

        /// <summary>First byte of the value.</summary>
        public int Offset { get; }

        /// <summary>Bytes of the value, with its quotes.</summary>
        public int Length { get; }

        /// <summary>Whether the value is <c>true</c>, which stands for the password that the node has; otherwise it is a text.</summary>
        public bool IsKept { get; }
    }
}

namespace MeterNode.Services.Commands
{
    /// <summary>The words by which refusals are told.</summary>
    public static class CommandWords
    {
        /// <summary>How many values <see cref="CommandRefusal"/> has.</summary>
        public const int Refusals = (int)CommandRefusal.BadSettings + 1;

        private static readonly string[] s_reasons =
        {
            "", "no_key", "oversize", "malformed", "bad_signature", "slowed_down", "replayed", "expired", "bad_command", "not_saved", "bad_part", "bad_settings",
        };

        /// <summary>The word of a refusal; empty for none.</summary>
        /// <param name="refusal">The refusal.</param>
        public static string Of(CommandRefusal refusal)
        {
            return s_reasons[(int)refusal];
        }
    }
}

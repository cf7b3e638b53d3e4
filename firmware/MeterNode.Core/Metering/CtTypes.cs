namespace MeterNode.Core.Metering
{
    /// <summary>
    /// The kinds of clamp that are known by name. Each burden is the standard value (E24 or E96) that puts the rated current at
    /// about 215 mV rms, 305 mV at its crest: inside an INA219's 320 mV with 5 % to spare. With clamps of class 1, burdens of 1 %
    /// and the chip's 0.5 % an uncalibrated current is within 3 %.
    /// </summary>
    public static class CtTypes
    {
        /// <summary>What a circuit has when its settings name no type.</summary>
        public const string Default = "100a-50ma";

        private static readonly CtType[] s_types =
        {
            new CtType("5a-2.5ma", 5, 2.5, 86.6),
            new CtType("20a-10ma", 20, 10, 21.5),
            new CtType("30a-10ma", 30, 10, 21.5),
            new CtType("50a-50ma", 50, 50, 4.3),
            new CtType("60a-20ma", 60, 20, 10.7),
            new CtType("80a-26.7ma", 80, 26.667, 8.06),
            new CtType(Default, 100, 50, 4.3),
            new CtType("200a-100ma", 200, 100, 2.15),
            new CtType("400a-100ma", 400, 100, 2.15),
        };

        /// <summary>How many there are.</summary>
        public static int Count => s_types.Length;

        /// <summary>One of them.</summary>
        /// <param name="index">0 to <see cref="Count"/> - 1.</param>
        public static CtType At(int index)
        {
            return s_types[index];
        }

        /// <summary>Finds a type.</summary>
        /// <returns>The type, or null when there is none of that name.</returns>
        public static CtType? Find(string name)
        {
            for (int i = 0; i < s_types.Length; i++)
            {
                if (s_types[i].Name == name)
                {
                    return s_types[i];
                }
            }

            return null;
        }

        /// <summary>The names as text, for messages.</summary>
        public static string NamesText()
        {
            string text = "";
            for (int i = 0; i < s_types.Length; i++)
            {
                text += (i == 0 ? "" : ", ") + s_types[i].Name;
            }

            return text;
        }
    }
}

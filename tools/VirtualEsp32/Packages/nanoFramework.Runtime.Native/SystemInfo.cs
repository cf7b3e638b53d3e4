using System;

namespace nanoFramework.Runtime.Native
{
    /// <summary>What the board tells about itself.</summary>
    public static class SystemInfo
    {
        /// <summary>What the target's floating point is made of.</summary>
        public enum FloatingPoint
        {
            /// <summary>None.</summary>
            None = 0,

            /// <summary>Single precision in software.</summary>
            SinglePrecisionSoftware = 1,

            /// <summary>Single precision in hardware.</summary>
            SinglePrecisionHardware = 2,

            /// <summary>Double precision in software.</summary>
            DoublePrecisionSoftware = 3,

            /// <summary>Double precision in hardware.</summary>
            DoublePrecisionHardware = 4,
        }

        /// <summary>Version of the runtime.</summary>
        public static Version Version => new Version(1, 17, 0, 0);

        /// <summary>How the runtime was built.</summary>
        public static string OEMString => "nanoCLR running @ VirtualEsp32";

        /// <summary>Number of the maker.</summary>
        public static byte OEM => 0;

        /// <summary>Number of the model.</summary>
        public static byte Model => 0;

        /// <summary>Number of the variant.</summary>
        public static ushort SKU => 0;

        /// <summary>The firmware's target.</summary>
        public static string TargetName => "ESP32_PSRAM_REV3";

        /// <summary>The chip's family.</summary>
        public static string Platform => "ESP32";

        /// <summary>Double precision in software: the ESP32's unit does single precision only.</summary>
        public static FloatingPoint FloatingPointSupport => FloatingPoint.DoublePrecisionSoftware;
    }
}

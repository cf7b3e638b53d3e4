namespace nanoFramework.Hardware.Esp32
{
    /// <summary>The ESP32's heap, in figures of a WROVER that has just started; nothing is counted here.</summary>
    public class NativeMemory
    {
        private const uint InternalTotal = 290_000;
        private const uint InternalFree = 110_000;
        private const uint InternalLargest = 64_000;
        private const uint SpiRamTotal = 4_190_000;
        private const uint SpiRamFree = 1_900_000;
        private const uint SpiRamLargest = 1_800_000;

        /// <summary>Which memory.</summary>
        public enum MemoryType
        {
            /// <summary>Both.</summary>
            All = 0,

            /// <summary>On the chip.</summary>
            Internal = 1,

            /// <summary>PSRAM.</summary>
            SpiRam = 2,
        }

        /// <summary>Tells sizes.</summary>
        /// <param name="memType">Which memory.</param>
        /// <param name="totalSize">All of it, bytes.</param>
        /// <param name="totalFreeSize">What is free, bytes.</param>
        /// <param name="largestFreeBlock">The largest free piece, bytes.</param>
        public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
        {
            switch (memType)
            {
                case MemoryType.Internal:
                    totalSize = InternalTotal;
                    totalFreeSize = InternalFree;
                    largestFreeBlock = InternalLargest;
                    break;
                case MemoryType.SpiRam:
                    totalSize = SpiRamTotal;
                    totalFreeSize = SpiRamFree;
                    largestFreeBlock = SpiRamLargest;
                    break;
                default:
                    totalSize = InternalTotal + SpiRamTotal;
                    totalFreeSize = InternalFree + SpiRamFree;
                    largestFreeBlock = SpiRamLargest;
                    break;
            }
        }
    }
}

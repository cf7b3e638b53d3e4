namespace VirtualEsp32.Kernel
{
    /// <summary>
    /// What each operation costs on the virtual clock, in microseconds. The defaults stand for an ESP32-WROVER at 240 MHz with
    /// PSRAM; managed code between two platform calls takes no virtual time by itself, so its share is charged on the calls
    /// (<see cref="ManagedPerTransferUs"/>).
    /// </summary>
    public sealed class BoardTimings
    {
        /// <summary>Driver and bus overhead of one I2C transfer beside its bits (ESP-IDF command link).</summary>
        public int I2cOverheadUs { get; set; } = 230;

        /// <summary>Interpreted code around one I2C transfer: about 100 IL instructions at 4-5 µs.</summary>
        public int ManagedPerTransferUs { get; set; } = 450;

        /// <summary>One <c>GpioPin.Write</c>, <c>Read</c> or <c>Toggle</c> (published loop figures: 12-37 µs).</summary>
        public int GpioUs { get; set; } = 25;

        /// <summary>One call of <c>HighResTimer.GetCurrent</c>.</summary>
        public int TimerReadUs { get; set; } = 12;

        /// <summary>One sample of the ESP32's own ADC.</summary>
        public int AdcReadUs { get; set; } = 80;

        /// <summary>A collection of the managed heap that the firmware asks for; the whole runtime waits.</summary>
        public int GarbageCollectionUs { get; set; } = 50_000;

        /// <summary>Opening a file on littlefs.</summary>
        public int FileOpenUs { get; set; } = 4_000;

        /// <summary>Reading one kilobyte of a file.</summary>
        public int FileReadPerKilobyteUs { get; set; } = 300;

        /// <summary>Programming one kilobyte of flash.</summary>
        public int FlashProgramPerKilobyteUs { get; set; } = 2_500;

        /// <summary>Erasing one 4 kB sector of flash.</summary>
        public int FlashEraseUs { get; set; } = 45_000;

        /// <summary>Resolving a name, per call; the whole runtime waits.</summary>
        public int DnsUs { get; set; } = 20_000;

        /// <summary>Setting up a TCP connection on the local network; other threads go on.</summary>
        public int TcpConnectUs { get; set; } = 30_000;

        /// <summary>A TLS handshake; a native call that stalls every managed thread.</summary>
        public int TlsHandshakeUs { get; set; } = 1_800_000;

        /// <summary>One way over the local network, broker included.</summary>
        public int NetworkLatencyUs { get; set; } = 5_000;

        /// <summary>Interpreted work of the MQTT client for one message, in either direction.</summary>
        public int MqttMessageUs { get; set; } = 6_000;

        /// <summary>Switching between two managed threads.</summary>
        public int ThreadSwitchUs { get; set; } = 40;

        /// <summary>From power-on to the first instruction of <c>Main</c>.</summary>
        public int BootUs { get; set; } = 1_200_000;

        /// <summary>Looking a path up on littlefs (<c>File.Exists</c>, the checks before a delete or a move).</summary>
        public int FileLookupUs { get; set; } = 1_500;

        /// <summary>From the start of <c>Main</c>, or the return of the access point, to an IP address: association and DHCP.</summary>
        public int WifiJoinUs { get; set; } = 2_500_000;

        /// <summary>From starting the SNTP client to the answer of the time server.</summary>
        public int SntpUs { get; set; } = 150_000;

        /// <summary>Interpreted work of <c>MqttClient.Publish</c> on the calling thread: it only queues.</summary>
        public int MqttEnqueueUs { get; set; } = 700;

        /// <summary>
        /// For how long TCP repeats what nobody acknowledges before it gives the connection up: lwIP's 12 attempts with its back-off
        /// table, from half a second on.
        /// </summary>
        public long TcpGiveUpUs { get; set; } = 447_000_000;
    }
}

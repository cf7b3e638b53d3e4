using System;
using System.Device.Adc;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// Takes samples from the ESP32's own ADC, for boards without INA219s: burdens and mains reference at pins of ADC1, each
    /// biased to the middle. Of every six samples the supply gets two, its current and the mains reference.
    /// <para>
    /// A conversion is over within some tens of microseconds, so the converter's window takes nothing off the amplitude, and
    /// what the instant is off is the same for current and voltage and cancels in their phase. The bias is only roughly taken
    /// off here: the estimator finds what is left as the offset of its fit.
    /// </para>
    /// </summary>
    public sealed class AdcSampleSource : ISampleSource
    {
        private const int RawSteps = 4096;
        private const int MiddleRaw = RawSteps / 2;
        private const int OthersPerRound = 4;

        // The value stands at the input shortly before the call returns: half of a conversion.
        private const long HalfConversionUs = 12;

        private readonly AdcChannel[] _currents;
        private readonly AdcChannel _voltage;
        private readonly int[] _slotCircuit;
        private readonly bool[] _slotIsBus;
        private readonly int _fullScaleMv;
        private readonly int _lowestRaw;
        private readonly int _highestRaw;
        private int _slot;

        /// <summary>Opens the channels.</summary>
        /// <param name="settings">What is connected where.</param>
        /// <exception cref="SettingsException">
        /// A channel cannot be sampled: it is no channel of ADC1, its pin drives a relay, or it is used twice.
        /// </exception>
        public AdcSampleSource(AdcSourceSettings settings)
        {
            _fullScaleMv = settings.FullScaleMv;
            _lowestRaw = settings.LowestRaw;
            _highestRaw = settings.HighestRaw;
            ShuntFullScaleUv = ToUv(_highestRaw) < -ToUv(_lowestRaw) ? ToUv(_highestRaw) : -ToUv(_lowestRaw);
            var channels = settings.CurrentChannels;
            Check(settings);
            var controller = new AdcController();
            _voltage = controller.OpenChannel(settings.VoltageChannel);
            _currents = new AdcChannel[channels.Length];
            for (int i = 0; i < channels.Length; i++)
            {
                _currents[i] = controller.OpenChannel(channels[i]);
            }

            int supply = settings.SupplyCircuit;
            int others = channels.Length - 1;
            int rounds = others == 0 ? 1 : others;
            int perRound = others == 0 ? 0 : OthersPerRound;
            _slotCircuit = new int[rounds * (2 + perRound)];
            _slotIsBus = new bool[_slotCircuit.Length];
            int slot = 0;
            int other = 0;
            for (int round = 0; round < rounds; round++)
            {
                _slotIsBus[slot] = true;
                _slotCircuit[slot++] = supply;
                _slotCircuit[slot++] = supply;
                for (int i = 0; i < perRound; i++)
                {
                    _slotCircuit[slot++] = other < supply ? other : other + 1;
                    other = (other + 1) % others;
                }
            }
        }

        /// <inheritdoc/>
        public int ShuntFullScaleUv { get; }

        /// <inheritdoc/>
        public float WindowFactor(int circuit)
        {
            return 1;
        }

        /// <inheritdoc/>
        public float ScatterFactor(int circuit)
        {
            return 1;
        }

        /// <inheritdoc/>
        public void Fill(SampleBlock block)
        {
            int capacity = block.Circuit.Length;
            long nowUs = 0;
            for (int i = 0; i < capacity; i++)
            {
                int circuit = _slotCircuit[_slot];
                bool isBus = _slotIsBus[_slot];
                if (++_slot == _slotCircuit.Length)
                {
                    _slot = 0;
                }

                int raw = Read(isBus ? _voltage : _currents[circuit]);
                nowUs = BoardClock.NowUs;
                block.Circuit[i] = circuit;
                block.HasBus[i] = isBus;
                block.HasShunt[i] = !isBus;
                block.Status[i] = raw < 0 ? SampleStatus.BusFault : SampleStatus.Ok;
                block.TimeUs[i] = nowUs - HalfConversionUs;
                if (isBus)
                {
                    block.BusMv[i] = (raw * _fullScaleMv) / RawSteps;
                }
                else
                {
                    // At the ends of the range the value is pushed to full scale, so that the meter sees that it is saturated.
                    block.ShuntUv[i] = raw >= _highestRaw ? ShuntFullScaleUv : raw <= _lowestRaw ? -ShuntFullScaleUv : Inside(ToUv(raw));
                }
            }

            block.Count = capacity;
            block.EndUs = nowUs;
        }

        private static void Check(AdcSourceSettings settings)
        {
            var channels = settings.CurrentChannels;
            if (channels.Length == 0 || settings.SupplyCircuit < 0 || settings.SupplyCircuit >= channels.Length)
            {
                throw new SettingsException("adc.circuits", "has " + channels.Length + " channels; allowed is one for each circuit, the supply's among them");
            }

            CheckChannel("adc.voltage_channel", settings.VoltageChannel);
            for (int i = 0; i < channels.Length; i++)
            {
                string key = "adc.circuits[" + i + "].channel";
                CheckChannel(key, channels[i]);
                bool twice = channels[i] == settings.VoltageChannel;
                for (int j = 0; j < i; j++)
                {
                    twice |= channels[i] == channels[j];
                }

                if (twice)
                {
                    throw new SettingsException(key, "is " + channels[i] + ", which is in use already; allowed is one input a channel");
                }
            }
        }

        private static void CheckChannel(string key, int channel)
        {
            if (AdcPins.IsAdc2(channel))
            {
                throw new SettingsException(key, "is " + channel + ", a channel of ADC2, which cannot be read while Wi-Fi is on; allowed is 0 to 7 (ADC1)");
            }

            if (channel < 0 || channel >= AdcPins.Adc1Channels)
            {
                throw new SettingsException(key, "is " + channel + "; allowed is 0 to 7 (ADC1)");
            }

            int pin = AdcPins.PinOf(channel);
            if (BoardPins.IsRelayPin(pin))
            {
                throw new SettingsException(key, "is " + channel + ", GPIO " + pin + ", which drives a relay; allowed is a pin of ADC1 that drives none");
            }
        }

        /// <summary>One raw value, or -1: the driver throws when it cannot convert, and a failing input must not stop the others.</summary>
        private static int Read(AdcChannel channel)
        {
            try
            {
                return channel.ReadValue();
            }
            catch (Exception)
            {
                return -1;
            }
        }

        private int ToUv(int raw)
        {
            return (int)((raw - MiddleRaw) * 1000L * _fullScaleMv / RawSteps);
        }

        private int Inside(int uv)
        {
            int most = ShuntFullScaleUv - 1;
            return uv > most ? most : uv < -most ? -most : uv;
        }
    }
}

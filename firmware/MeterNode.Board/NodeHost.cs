using System.Device.Gpio;
using System.Diagnostics;
using System.Threading;
using MeterNode.Board.Counters;
using MeterNode.Board.Files;
using MeterNode.Board.Network;
using MeterNode.Board.Outboxes;
using MeterNode.Board.Outputs;
using MeterNode.Board.Planning;
using MeterNode.Board.Sensing;
using MeterNode.Core;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Planning;
using nanoFramework.Hardware.Esp32;

namespace MeterNode.Board
{
    /// <summary>Builds the node of this board from its settings and runs its control loop.</summary>
    public sealed class NodeHost
    {
        /// <summary>Samples in one step: about 10 ms, the reaction time of everything that follows from them.</summary>
        public const int SamplesPerStep = 12;

        private readonly Node _node;
        private readonly CounterStore _counters;
        private readonly OutboxStore _outbox;
        private readonly PlanStore _plans;
        private readonly BrokerLink _link;
        private readonly Heartbeat _heartbeat;
        private readonly StatusLed _led;
        private readonly bool _brokerWanted;
        private readonly DcChannel[] _dcChannels;
        private readonly DcPoller _dcPoller;
        private readonly GridSense? _gridSense;
        private readonly OwnerButton? _button;
        private long _eventsSeen;
        private int _setPointsSeen;

        private NodeHost(NodeSettings settings, bool safeMode)
        {
            Configuration.SetPinFunction(BoardPins.I2c1Data, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(BoardPins.I2c1Clock, DeviceFunction.I2C1_CLOCK);
            Configuration.SetPinFunction(BoardPins.I2c2Data, DeviceFunction.I2C2_DATA);
            Configuration.SetPinFunction(BoardPins.I2c2Clock, DeviceFunction.I2C2_CLOCK);
            var pins = new GpioController();
            _heartbeat = new Heartbeat(pins);
            _led = new StatusLed(pins);
            var relays = new RelayBank(pins, settings.Loads);
            var source = settings.UsesAdc ? (ISampleSource)AdcSource(settings) : new Ina219SampleSource(settings);
            _node = new Node(settings, source, new SampleBlock(SamplesPerStep), relays, safeMode, (int)HighResTimer.GetCurrent());
            _dcChannels = DcChannels(settings);
            _dcPoller = new DcPoller(_dcChannels);
            _gridSense = settings.Island.Exists ? new GridSense(pins) : null;
            _button = settings.Button.Load.Length > 0 ? new OwnerButton(pins) : null;
            _counters = new CounterStore(settings, _node);
            _outbox = new OutboxStore(settings, _node);
            var pricing = new Pricing(settings, _node);
            _plans = new PlanStore(pricing);
            _link = new BrokerLink(settings, _node, _outbox, pricing, _counters);
            _brokerWanted = settings.Brokers.Length > 0;
        }

        /// <summary>The node.</summary>
        public Node Node => _node;

        /// <summary>Builds the host from the settings on flash and runs it for ever.</summary>
        public static void Run()
        {
            var file = SettingsFile.Load();
            if (file.IsFallback)
            {
                Debug.WriteLine("settings refused: " + file.Problem);
            }

            if (file.Settings == null)
            {
                ShowThatThereIsNothingToRun();
                return;
            }

            var host = new NodeHost(file.Settings, file.IsFallback);
            host._node.SettingsProblem = file.Problem;
            host._counters.Load();
            host._counters.Start();
            host._plans.Load();
            host._plans.Start();
            if (host._brokerWanted)
            {
                // Without a broker there is nobody to keep anything for.
                host._outbox.Start(host._link);
                host._link.Start();
            }

            while (true)
            {
                host.Step();
            }
        }

        /// <summary>No relay pin is touched, so every load stays in its wired safe state; the LED blinks as in safe mode.</summary>
        private static void ShowThatThereIsNothingToRun()
        {
            var led = new StatusLed(new GpioController());
            while (true)
            {
                led.Show(BoardClock.NowMs, false, true);
                Thread.Sleep(50);
            }
        }

        private static AdcSampleSource AdcSource(NodeSettings settings)
        {
            var channels = new int[settings.Circuits.Length];
            for (int i = 0; i < channels.Length; i++)
            {
                channels[i] = settings.Circuits[i].AdcChannel;
            }

            return new AdcSampleSource(new AdcSourceSettings(settings.Supply.AdcVoltageChannel, channels, settings.SupplyCircuit));
        }

        private static DcChannel[] DcChannels(NodeSettings settings)
        {
            var channels = new DcChannel[settings.DcChannels.Length];
            for (int i = 0; i < channels.Length; i++)
            {
                var dc = settings.DcChannels[i];
                channels[i] = new DcChannel(new DcChannelSettings(dc.Name, dc.Bus, dc.Address, dc.ShuntMicroOhm, dc.VoltsPerVolt)
                {
                    ShuntOffsetUv = dc.ShuntOffsetUv,
                    LeastMv = dc.LeastV * 1000,
                    MostMv = dc.MostV * 1000,
                    MostMa = dc.MostA * 1000,
                });
            }

            return channels;
        }

        private void PollDcChannels()
        {
            if (_dcChannels.Length == 0)
            {
                return;
            }

            long nowMs = BoardClock.NowMs;
            if (!_dcPoller.Step(nowMs))
            {
                return;
            }

            var dc = _node.Dc;
            for (int i = 0; i < _dcChannels.Length; i++)
            {
                dc.IsKnown[i] = _dcChannels[i].IsKnown(nowMs);
                dc.VoltageMv[i] = _dcChannels[i].VoltageMv;
                dc.CurrentMa[i] = _dcChannels[i].CurrentMa;
            }
        }

        private void Step()
        {
            if (_gridSense != null)
            {
                _node.Control.Response.IsGridPresent = _gridSense.IsGridPresent;
            }

            if (_button != null && _button.IsPressed(BoardClock.NowMs))
            {
                _node.Control.Owner.Press(BoardClock.NowMs);
            }

            _node.Step();
            if (_node.Supervisor.Beat())
            {
                _heartbeat.Beat();
            }

            PollDcChannels();
            long nowMs = BoardClock.NowMs;
            _counters.HandOver(nowMs);
            _outbox.HandOver(nowMs);
            _led.Show(nowMs, _link.IsConnected || !_brokerWanted, _node.SafeMode);
            if (_node.Events.Added != _eventsSeen || _node.Control.SetPoints.Changes != _setPointsSeen)
            {
                _eventsSeen = _node.Events.Added;
                _setPointsSeen = _node.Control.SetPoints.Changes;
                _outbox.Wake();
                _link.Wake();
            }

            // Lets the link's threads run; without it they would wait for the end of the 20 ms quantum every time.
            Thread.Sleep(0);
        }
    }
}

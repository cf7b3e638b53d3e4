using System;
using System.Numerics;
using MeterNode.Board.Sensing;
using MeterNode.Core.Metering;
using MeterNode.Core.Metering.Wiring;
using MeterNode.Core.Settings;
using MeterNode.System.Tests.Nodes;
using nanoFramework.Hardware.Esp32;
using VirtualEsp32;
using VirtualEsp32.Peripherals;
using VirtualHome;
using VirtualHome.Description;
using VirtualHome.Sensing;
using Xunit;

namespace MeterNode.System.Tests.Sensing
{
    /// <summary>
    /// The wiring diagnosis behind real samples: a virtual home, its clamps with their errors, INA219s with theirs, the board's
    /// sample source, and a least-squares fit of the tests' own. Loads go on and off for some minutes.
    /// </summary>
    public sealed class WiringBoardTests
    {
        private const int PulseS = 20;

        [Theory]
        [InlineData("supply", CtFault.None, WiringFault.None)]
        [InlineData("supply", CtFault.Reversed, WiringFault.Reversed)]
        [InlineData("supply", CtFault.WrongPhase, WiringFault.OtherPhase)]
        [InlineData("supply", CtFault.NotClosed, WiringFault.NotClosed)]
        [InlineData("supply", CtFault.Unplugged, WiringFault.Open)]
        [InlineData("ev", CtFault.Reversed, WiringFault.Reversed)]
        [InlineData("ev", CtFault.WrongPhase, WiringFault.OtherPhase)]
        [InlineData("ev", CtFault.NotClosed, WiringFault.NotClosed)]
        [InlineData("ev", CtFault.Unplugged, WiringFault.Open)]
        [InlineData("oven", CtFault.Reversed, WiringFault.Reversed)]
        [InlineData("oven", CtFault.NotClosed, WiringFault.NotClosed)]
        public void Board_WithAClampFault_FindsItWithinMinutesAndNoOther(string circuit, CtFault fault, WiringFault expected)
        {
            var rig = new Run(home => home.Channel(circuit).Fault = fault);

            rig.Go(TimeSpan.FromMinutes(6));

            int index = WiredHome.Index(rig.Home, circuit);
            TestContext.Current.TestOutputHelper?.WriteLine(circuit + " " + fault + ": " + rig.FoundAtS + " s; " + rig.Text());
            Assert.True(rig.Diagnosis.Finding(index).Fault == expected, rig.Text());
            Assert.Equal(expected == WiringFault.None ? 0 : 1, rig.Diagnosis.Changes);
        }

        [Fact]
        public void Board_WithTwoClampsSwapped_NamesBoth()
        {
            var rig = new Run(home => home.SwapClamps("ev", "immersion"));

            rig.Go(TimeSpan.FromMinutes(6));

            int ev = WiredHome.Index(rig.Home, "ev");
            int immersion = WiredHome.Index(rig.Home, "immersion");
            TestContext.Current.TestOutputHelper?.WriteLine("swapped: " + rig.FoundAtS + " s; " + rig.Text());
            Assert.True(rig.Diagnosis.Finding(ev).Fault == WiringFault.Swapped, rig.Text());
            Assert.Equal(immersion, rig.Diagnosis.Finding(ev).Partner);
            Assert.Equal(ev, rig.Diagnosis.Finding(immersion).Partner);
            Assert.Equal(2, rig.Diagnosis.Changes);
        }

        [Fact]
        public void Board_WithoutItsReference_SaysSoWithinTwoMinutes()
        {
            var rig = new Run(home => home.References[0].Fault = ReferenceFault.Unplugged);

            rig.Go(TimeSpan.FromMinutes(3));

            Assert.True(rig.Diagnosis.ReferenceFinding(0).Fault == WiringFault.NoReference, rig.Text());
            Assert.Equal(1, rig.Diagnosis.Changes);
        }

        /// <summary>One board in one home, with its diagnosis.</summary>
        private sealed class Run
        {
            private readonly VirtualBoard _board = new VirtualBoard(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), 3);
            private readonly NodeSettings _settings = NodeSettings.Parse(TestWorld.Settings);
            private readonly WiringPlan _plan;
            private readonly WiringSecond _second;
            private readonly PhasorFit[] _currents;
            private readonly PhasorFit _voltage = new PhasorFit();
            private int _seconds;

            public Run(Action<Home> set)
            {
                string text = TestWorld.Home.Replace("\"ideal\"", "\"typical\"", StringComparison.Ordinal);
                Home = new Home(HomeReader.Parse(text, "test"), _board.StartUtc, 3);
                _plan = WiredHome.MakePlan(Home, true, "ev", "immersion");
                _plan.LoadMa[0] = 30000;
                _second = new WiringSecond(_plan);
                Diagnosis = new WiringDiagnosis(_plan);
                _currents = new PhasorFit[_plan.Circuits];
                for (int i = 0; i < _plan.Circuits; i++)
                {
                    _currents[i] = new PhasorFit();
                    var circuit = _settings.Circuits[i];
                    _board.I2c(circuit.Bus).Attach(circuit.Address, new Ina219Model(Home.Channel(circuit.Name), i));
                }

                set(Home);
                Home.Attach(_board.Scheduler);
            }

            public Home Home { get; }

            public WiringDiagnosis Diagnosis { get; }

            /// <summary>When the first finding was raised, s; -1 if none was.</summary>
            public int FoundAtS { get; private set; } = -1;

            public string Text()
            {
                return WiredHome.FindingsText(Diagnosis, Home);
            }

            public void Go(TimeSpan duration)
            {
                _board.PowerOn(() =>
                {
                    Configuration.SetPinFunction(BoardPins.I2c1Data, DeviceFunction.I2C1_DATA);
                    Configuration.SetPinFunction(BoardPins.I2c1Clock, DeviceFunction.I2C1_CLOCK);
                    var source = new Ina219SampleSource(_settings);
                    var block = new SampleBlock(12);
                    long secondEndUs = 0;
                    while (true)
                    {
                        source.Fill(block);
                        Take(block, source.ShuntFullScaleUv);
                        secondEndUs = secondEndUs == 0 ? block.EndUs + 1_000_000 : secondEndUs;
                        if (block.EndUs >= secondEndUs)
                        {
                            secondEndUs += 1_000_000;
                            Close();
                            Live();
                        }
                    }
                });
                _board.RunFor(duration);
                Assert.Empty(_board.UnhandledExceptions);
            }

            /// <summary>Each load in turn, by its relay or by hand: on for a third of a minute, off for as long.</summary>
            private void Live()
            {
                string[] names = { "ev", "immersion", "oven" };
                for (int i = 0; i < names.Length; i++)
                {
                    bool on = (_seconds / PulseS) % 6 == 2 * i;
                    Home.SetContact(names[i], on);
                    if (i < _second.LoadOn.Length)
                    {
                        _second.LoadOn[i] = on;
                    }
                }
            }

            private void Take(SampleBlock block, int fullScaleUv)
            {
                for (int k = 0; k < block.Count; k++)
                {
                    if (block.Status[k] != SampleStatus.Ok)
                    {
                        continue;
                    }

                    // The true phase stands in for a locked reference; samples carry the board's time, which starts at its boot.
                    double phase = Home.Timeline.PhaseAt(block.TimeUs[k] + _board.BootUs);
                    if (block.HasBus[k])
                    {
                        _voltage.Add(block.BusMv[k] / FrontEnd.BusVoltsPerMainsVolt, phase);
                    }

                    if (block.HasShunt[k])
                    {
                        Assert.InRange(block.ShuntUv[k], -fullScaleUv, fullScaleUv);
                        _currents[block.Circuit[k]].Add(block.ShuntUv[k] / (FrontEnd.ShuntVoltsPerAmp * 1000), phase);
                    }
                }
            }

            private void Close()
            {
                var volts = _voltage.Solve() / Math.Sqrt(2);
                _second.VoltageMv[0] = (int)volts.Magnitude;
                _second.IsLocked[0] = volts.Magnitude > 90_000;
                for (int i = 0; i < _currents.Length; i++)
                {
                    var fit = _currents[i];
                    _second.IsKnown[i] = fit.Count >= 20;
                    if (_second.IsKnown[i])
                    {
                        var phasor = fit.Solve() / Math.Sqrt(2);
                        phasor = _second.IsLocked[0] ? phasor / (volts / volts.Magnitude) : Complex.Zero;
                        _second.CurrentMa[i] = (int)fit.Rms;
                        _second.ActiveMa[i] = (int)phasor.Real;
                        _second.ReactiveMa[i] = (int)-phasor.Imaginary;
                    }

                    fit.Clear();
                }

                _voltage.Clear();
                Diagnosis.Step(_second);
                _seconds++;
                FoundAtS = FoundAtS < 0 && Diagnosis.Changes > 0 ? _seconds : FoundAtS;
            }
        }
    }
}

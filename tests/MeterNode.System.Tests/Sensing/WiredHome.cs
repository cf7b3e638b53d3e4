using System;
using System.Linq;
using System.Numerics;
using MeterNode.Core.Metering.Wiring;
using VirtualHome;
using VirtualHome.Sensing;

namespace MeterNode.System.Tests.Sensing
{
    /// <summary>
    /// A virtual home and the wiring diagnosis that looks at it once a second, through its real clamps and references (errors
    /// and faults included) but past converters and estimator: days go by in seconds.
    /// </summary>
    internal sealed class WiredHome
    {
        private const int PartsOfASecond = 10;
        private const double NominalV = 230;

        private readonly CtChannel[] _channels;
        private readonly string[] _loads;
        private readonly Complex[] _sum;
        private readonly double[] _squares;
        private long _seconds;

        /// <summary>Wraps a home; the loads are appliances with a relay, on a circuit of the same name.</summary>
        public WiredHome(Home home, bool hiddenGeneration, params string[] loads)
        {
            Home = home;
            _loads = loads;
            _channels = home.Channels.ToArray();
            Plan = MakePlan(home, hiddenGeneration, loads);
            Second = new WiringSecond(Plan);
            Diagnosis = new WiringDiagnosis(Plan);
            _sum = new Complex[_channels.Length];
            _squares = new double[_channels.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                Second.LoadOn[i] = true;
            }
        }

        public Home Home { get; }

        public WiringPlan Plan { get; }

        public WiringSecond Second { get; }

        public WiringDiagnosis Diagnosis { get; }

        /// <summary>The plan of a home, as its settings would give it.</summary>
        public static WiringPlan MakePlan(Home home, bool hiddenGeneration, params string[] loads)
        {
            var channels = home.Channels;
            var plan = new WiringPlan(channels.Count, home.References.Count, loads.Length) { HiddenGeneration = hiddenGeneration };
            bool exports = channels.Any(each => IsGenerator(each.Circuit.Name));
            for (int i = 0; i < channels.Count; i++)
            {
                var circuit = channels[i].Circuit;
                plan.Phase[i] = circuit.Phase - 1;
                plan.RatedMa[i] = (int)(channels[i].Ct.RatedA * 1000);
                plan.CanExport[i] = IsGenerator(circuit.Name) || (circuit.Kind == CircuitKind.Supply && exports);
                if (circuit.Kind == CircuitKind.Supply)
                {
                    plan.SupplyOfPhase[circuit.Phase - 1] = i;
                }
            }

            for (int i = 0; i < loads.Length; i++)
            {
                plan.LoadCircuit[i] = Index(home, loads[i]);
                plan.LoadMa[i] = 13000;
            }

            return plan;
        }

        public static int Index(Home home, string circuit)
        {
            for (int i = 0; i < home.Channels.Count; i++)
            {
                if (home.Channels[i].Circuit.Name == circuit)
                {
                    return i;
                }
            }

            throw new ArgumentException("no circuit " + circuit, nameof(circuit));
        }

        public void SetLoad(string name, bool on)
        {
            Second.LoadOn[Array.IndexOf(_loads, name)] = on;
            Home.SetContact(name, on);
        }

        /// <summary>Runs, with every load off for the last ten minutes of each third hour, until a condition holds or the time is over.</summary>
        public void RunFor(TimeSpan duration, Func<bool>? until = null)
        {
            long end = _seconds + (long)duration.TotalSeconds;
            while (_seconds < end && (until is null || !until()))
            {
                Step();
            }
        }

        /// <summary>How long it took until a subject had a finding, or null.</summary>
        public TimeSpan? TimeUntil(int subject, WiringFault fault, TimeSpan most)
        {
            long from = _seconds;
            RunFor(most, () => Diagnosis.Finding(subject).Fault == fault);
            return Diagnosis.Finding(subject).Fault == fault ? TimeSpan.FromSeconds(_seconds - from) : null;
        }

        public string Text()
        {
            return FindingsText(Diagnosis, Home);
        }

        public static string FindingsText(WiringDiagnosis diagnosis, Home home)
        {
            string text = "";
            for (int i = 0; i < diagnosis.Subjects; i++)
            {
                var finding = diagnosis.Finding(i);
                if (finding.Fault != WiringFault.None)
                {
                    string name = finding.Circuit < 0 ? "reference " + finding.Phase : home.Channels[finding.Circuit].Circuit.Name;
                    string partner = finding.Partner < 0 ? "" : " with " + home.Channels[finding.Partner].Circuit.Name;
                    text += name + ": " + WiringWords.Of(finding.Fault) + partner + " (" + finding.EvidenceFor + ":" + finding.EvidenceAgainst + "); ";
                }
            }

            return text;
        }

        private static bool IsGenerator(string name)
        {
            return name is "pv" or "battery";
        }

        private void Step()
        {
            // The node switches each of its loads now and then: off for the last ten minutes of every third hour.
            for (int i = 0; i < _loads.Length; i++)
            {
                long intoHour = (_seconds + (i * 1200)) % 10800;
                bool on = intoHour < 10200;
                if (on != Second.LoadOn[i])
                {
                    SetLoad(_loads[i], on);
                }
            }

            Array.Clear(_sum);
            Array.Clear(_squares);
            for (int part = 1; part <= PartsOfASecond; part++)
            {
                Home.AdvanceTo((_seconds * 1_000_000) + (part * 1_000_000 / PartsOfASecond));
                for (int i = 0; i < _channels.Length; i++)
                {
                    Take(i);
                }
            }

            _seconds++;
            for (int phase = 0; phase < Plan.Phases; phase++)
            {
                double volts = Home.References[phase].Output.Now[0].Magnitude / FrontEnd.BusVoltsPerMainsVolt / Math.Sqrt(2);
                Second.IsLocked[phase] = volts > 0.4 * NominalV;
                Second.VoltageMv[phase] = Second.IsLocked[phase] ? (int)(volts * 1000) : 0;
            }

            for (int i = 0; i < _channels.Length; i++)
            {
                Second.IsKnown[i] = true;
                Second.CurrentMa[i] = (int)(Math.Sqrt(_squares[i] / PartsOfASecond) * 1000);
                Second.ActiveMa[i] = (int)(_sum[i].Real / PartsOfASecond * 1000);
                Second.ReactiveMa[i] = (int)(-_sum[i].Imaginary / PartsOfASecond * 1000);
            }

            Diagnosis.Step(Second);
        }

        private void Take(int i)
        {
            var channel = _channels[i];
            double amperesPerVolt = 1 / FrontEnd.ShuntVoltsPerAmp * (channel.Ct.RatedA / FrontEnd.CtRatedA);
            double rms = channel.Shunt.Now.Rms * amperesPerVolt;
            _squares[i] += rms * rms;
            var reference = channel.Reference.Output.Now[0];
            if (reference.Magnitude > 0)
            {
                _sum[i] += channel.Shunt.Now[0] * amperesPerVolt / Math.Sqrt(2) / (reference / reference.Magnitude);
            }
        }
    }
}

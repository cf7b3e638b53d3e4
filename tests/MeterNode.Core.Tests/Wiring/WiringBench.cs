using System;
using MeterNode.Core.Metering.Wiring;

namespace MeterNode.Core.Tests.Wiring
{
    /// <summary>
    /// A consumer unit in arithmetic: loads on branches, a supply that carries their sum and a rest, and clamps that may be
    /// turned, weak or around the wrong conductor. Circuit 0 is the supply of phase 0; what is set holds until it is changed.
    /// </summary>
    internal sealed class WiringBench
    {
        private const double RadiansPerDegree = Math.PI / 180;

        private readonly double[] _real;
        private readonly double[] _imaginary;
        private readonly double[] _restReal;
        private readonly double[] _restImaginary;
        private uint _random = 4711;

        /// <summary>One phase: a supply and three branches with a load each.</summary>
        public WiringBench()
            : this(OnePhase())
        {
        }

        public WiringBench(WiringPlan plan)
        {
            Plan = plan;
            Second = new WiringSecond(plan);
            Diagnosis = new WiringDiagnosis(plan);
            _real = new double[plan.Circuits];
            _imaginary = new double[plan.Circuits];
            _restReal = new double[plan.Phases];
            _restImaginary = new double[plan.Phases];
            Gain = new double[plan.Circuits];
            TurnDeg = new double[plan.Circuits];
            ClampOn = new int[plan.Circuits];
            for (int i = 0; i < plan.Circuits; i++)
            {
                Gain[i] = 1;
                ClampOn[i] = i;
                Second.IsKnown[i] = true;
            }

            for (int phase = 0; phase < plan.Phases; phase++)
            {
                Second.IsLocked[phase] = true;
                Second.VoltageMv[phase] = 231000;
            }
        }

        public WiringPlan Plan { get; }

        public WiringSecond Second { get; }

        public WiringDiagnosis Diagnosis { get; }

        /// <summary>By what each clamp's signal is multiplied; negative for a reversed one.</summary>
        public double[] Gain { get; }

        /// <summary>By how much each clamp's signal leads, degrees.</summary>
        public double[] TurnDeg { get; }

        /// <summary>The circuit whose conductor each clamp is around.</summary>
        public int[] ClampOn { get; }

        /// <summary>Seconds run so far.</summary>
        public int Seconds { get; private set; }

        /// <summary>Four circuits of one phase: supply, and three branches with a load of 10 A each.</summary>
        public static WiringPlan OnePhase()
        {
            var plan = new WiringPlan(4, 1, 3);
            plan.SupplyOfPhase[0] = 0;
            for (int load = 0; load < 3; load++)
            {
                plan.LoadCircuit[load] = load + 1;
                plan.LoadMa[load] = 10000;
            }

            return plan;
        }

        /// <summary>Nine circuits of three phases: three supplies, then two branches a phase; one load of 10 A on the first branch.</summary>
        public static WiringPlan ThreePhases()
        {
            var plan = new WiringPlan(9, 3, 1);
            for (int i = 0; i < 9; i++)
            {
                plan.Phase[i] = i % 3;
            }

            plan.SupplyOfPhase[0] = 0;
            plan.SupplyOfPhase[1] = 1;
            plan.SupplyOfPhase[2] = 2;
            plan.LoadCircuit[0] = 3;
            plan.LoadMa[0] = 10000;
            return plan;
        }

        /// <summary>Sets what a branch really draws: mA rms, and degrees behind the voltage (beyond 90 it delivers).</summary>
        public void Draw(int circuit, double ma, double lagDeg)
        {
            _real[circuit] = ma * Math.Cos(lagDeg * RadiansPerDegree);
            _imaginary[circuit] = -ma * Math.Sin(lagDeg * RadiansPerDegree);
        }

        /// <summary>Sets what the unmeasured rest of a phase draws.</summary>
        public void DrawRest(int phase, double ma, double lagDeg)
        {
            _restReal[phase] = ma * Math.Cos(lagDeg * RadiansPerDegree);
            _restImaginary[phase] = -ma * Math.Sin(lagDeg * RadiansPerDegree);
        }

        /// <summary>Switches a branch's load on for a while and off again, times over.</summary>
        public void Pulse(int circuit, double ma, double lagDeg, int times)
        {
            for (int i = 0; i < times; i++)
            {
                Draw(circuit, ma, lagDeg);
                Run(8);
                Draw(circuit, 0, 0);
                Run(8);
            }
        }

        /// <summary>Switches a load by its relay, on for a while and off again, times over.</summary>
        public void Switch(int load, double ma, int times)
        {
            for (int i = 0; i < times; i++)
            {
                Second.LoadOn[load] = true;
                Draw(Plan.LoadCircuit[load], ma, 0);
                Run(10);
                Second.LoadOn[load] = false;
                Draw(Plan.LoadCircuit[load], 0, 0);
                Run(10);
            }
        }

        public void Run(int seconds)
        {
            for (int s = 0; s < seconds; s++)
            {
                for (int i = 0; i < Plan.Circuits; i++)
                {
                    Read(i);
                }

                Diagnosis.Step(Second);
                Seconds++;
            }
        }

        /// <summary>Runs until a finding is raised about a subject, for so many seconds at most.</summary>
        public int SecondsUntil(int subject, WiringFault fault, int most)
        {
            for (int s = 0; s < most; s++)
            {
                Run(1);
                if (Diagnosis.Finding(subject).Fault == fault)
                {
                    return s + 1;
                }
            }

            return -1;
        }

        /// <summary>How many findings there are.</summary>
        public int Findings()
        {
            int count = 0;
            for (int i = 0; i < Diagnosis.Subjects; i++)
            {
                count += Diagnosis.Finding(i).Fault == WiringFault.None ? 0 : 1;
            }

            return count;
        }

        /// <summary>The findings as text, for messages.</summary>
        public string Text()
        {
            string text = "";
            for (int i = 0; i < Diagnosis.Subjects; i++)
            {
                var finding = Diagnosis.Finding(i);
                if (finding.Fault != WiringFault.None)
                {
                    text += i + ":" + WiringWords.Of(finding.Fault) + "(" + finding.Partner + ") ";
                }
            }

            return text;
        }

        private void Read(int circuit)
        {
            int conductor = ClampOn[circuit];
            double real = _real[conductor];
            double imaginary = _imaginary[conductor];
            int phase = Plan.Phase[conductor];
            if (Plan.SupplyOfPhase[phase] == conductor)
            {
                real = _restReal[phase];
                imaginary = _restImaginary[phase];
                for (int i = 0; i < Plan.Circuits; i++)
                {
                    if (i != conductor && Plan.Phase[i] == phase)
                    {
                        real += _real[i];
                        imaginary += _imaginary[i];
                    }
                }
            }

            // Seen against the voltage of its own phase, a conductor of the next phase is another 120 degrees behind.
            double turn = (TurnDeg[circuit] - (120 * (phase - Plan.Phase[circuit]))) * RadiansPerDegree;
            double cos = Math.Cos(turn) * Gain[circuit];
            double sin = Math.Sin(turn) * Gain[circuit];
            double a = (real * cos) - (imaginary * sin) + Noise();
            double b = (imaginary * cos) + (real * sin) + Noise();
            Second.ActiveMa[circuit] = (int)a;
            Second.ReactiveMa[circuit] = (int)-b;
            Second.CurrentMa[circuit] = (int)Math.Sqrt((a * a) + (b * b));
        }

        private double Noise()
        {
            _random = (_random * 1664525) + 1013904223;

            // Signed before anything is taken off it: on the board what comes of an unsigned number stays one.
            double positive = _random >> 24;
            return (positive - 128) / 16;
        }
    }
}

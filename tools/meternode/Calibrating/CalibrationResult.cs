using System;
using System.Collections.Generic;
using System.Globalization;
using MeterNode.Cli.Views;
using MeterNode.Services.Calibrating;
using MeterNode.Core.Settings;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>What a finished calibration changes in the settings.</summary>
    internal sealed class CalibrationResult
    {
        private readonly CircuitSettings _circuit;
        private readonly CircuitSettings _voltageCircuit;
        private readonly SupplySettings _supply;
        private readonly ReferenceLoad? _load;
        private readonly CircuitCalibration _before;
        private readonly CircuitCalibration _after;
        private readonly IReadOnlyList<SettingsKey> _keys;
        private readonly SettingsKey? _voltsPerVolt;

        private CalibrationResult(
            NodeSettings settings, CircuitSettings circuit, ReferenceLoad? load, CircuitCalibration before, CircuitCalibration after, IReadOnlyList<SettingsKey> keys, double voltageGain)
        {
            _circuit = circuit;
            _supply = settings.Supply;
            _voltageCircuit = settings.Circuits[settings.SupplyCircuit];
            _load = load;
            _before = before;
            _after = after;
            _keys = keys;
            _voltsPerVolt = load is { VoltageMv: > 0 } ? new SettingsKey("volts_per_volt", VoltsPerVolt * voltageGain, 5) : null;
        }

        private double VoltsPerVolt => IsOfCircuit ? _voltageCircuit.ReferenceVoltsPerVolt : _supply.VoltsPerVolt;

        /// <summary>The supply's circuit may have a figure of its own, which goes before the supply's.</summary>
        private bool IsOfCircuit => _voltageCircuit.ReferenceVoltsPerVolt > 0;

        /// <summary>Makes the keys of a finished calibration.</summary>
        internal static CalibrationResult Of(NodeSettings settings, int circuit, SettingsCalibration before, Calibrator calibrator, ReferenceLoad? load)
        {
            var after = calibrator.Calibration;
            if (load is null)
            {
                return new CalibrationResult(settings, settings.Circuits[circuit], load, before.InForce, after, before.LeakKeys(after), 1);
            }

            // The leak is told per volt, and the volts are about to be others.
            double volts = calibrator.VoltageGain;
            after = new CircuitCalibration(
                after.Gain, after.GainFade, after.PhaseDeg, after.PhaseFadeDeg, after.HalfMa, after.LeakActiveUaPerV / volts, after.LeakReactiveUaPerV / volts);
            return new CalibrationResult(settings, settings.Circuits[circuit], load, before.InForce, after, before.Keys(after, load.CurrentMa), volts);
        }

        /// <summary>Puts the keys in.</summary>
        internal void WriteTo(SettingsEditor editor)
        {
            editor.SetCircuit(_circuit.Name, _keys);
            if (_voltsPerVolt is not null && IsOfCircuit)
            {
                editor.SetCircuit(_voltageCircuit.Name, new[] { _voltsPerVolt });
            }
            else if (_voltsPerVolt is not null)
            {
                editor.SetSupply(new[] { _voltsPerVolt });
            }
        }

        /// <summary>Shows what has changed.</summary>
        /// <param name="run">The run.</param>
        /// <param name="path">The settings file.</param>
        /// <param name="kept">Where the old one is.</param>
        internal IReadOnlyList<IRenderable> Show(CalibrationRun run, string path, string kept)
        {
            var parts = new List<IRenderable>();
            if (_load is not null)
            {
                double ma = _load.CurrentMa;
                double off = 100 * ((_before.GainAt(ma) / _after.GainAt(ma)) - 1);
                double deg = _after.PhaseDegAt(ma) - _before.PhaseDegAt(ma);
                parts.Add(new Text(Tables.Format($"The node showed {run.ShownA:0.000} A for {ma / 1000:0.000} A: {off:+0.00;-0.00} %, {Math.Abs(deg):0.00} degrees {(deg < 0 ? "behind" : "ahead")}.")));
            }

            var table = Tables.Create("Circuit " + _circuit.Name, "key", ">before", ">after");
            foreach (var each in _keys)
            {
                table.AddRow(each.Name, Before(each.Name).ToString("0.######", CultureInfo.InvariantCulture), each.Value.ToString(CultureInfo.InvariantCulture));
            }

            if (_voltsPerVolt is not null)
            {
                table.AddRow(
                    (IsOfCircuit ? _voltageCircuit.Name + "." : "supply.") + _voltsPerVolt.Name,
                    VoltsPerVolt.ToString("0.#####", CultureInfo.InvariantCulture),
                    _voltsPerVolt.Value.ToString(CultureInfo.InvariantCulture));
            }

            parts.Add(table);
            parts.Add(new Text(path + " is written; the old one is " + kept + "."));
            parts.Add(new Text("Copy it to the board as I:\\settings.json and restart the node before the next run: each builds on the one before."));
            return parts;
        }

        private double Before(string key)
        {
            return key switch
            {
                "gain" => _circuit.Gain,
                "phase_deg" => _circuit.PhaseDeg,
                "rated_a" => _circuit.RatedA,
                "high_current_a" => _circuit.HighCurrentA,
                "low_current_a" => _circuit.LowCurrentA,
                "low_gain" => _circuit.LowGain,
                "low_phase_deg" => _circuit.LowPhaseDeg,
                "leak_real_ma" => _circuit.LeakRealMa,
                _ => _circuit.LeakImaginaryMa,
            };
        }
    }
}

using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Monitoring;
using MeterNode.Cli.Views;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Calibrating;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>Listens to a node and gives its readings of one circuit to a calibrator.</summary>
    internal sealed class CalibrationRun
    {
        private const int ProgressS = 10;

        private readonly Shell _shell;
        private readonly NodeSettings _settings;
        private readonly CalibrationTask _task;
        private readonly Calibrator _calibrator;
        private readonly SortedSet<string> _faults = new SortedSet<string>(StringComparer.Ordinal);
        private double _uptimeS = double.NaN;
        private int _takenS;
        private int _toldS;
        private int _usedS;
        private double _sumMa;

        internal CalibrationRun(Shell shell, NodeSettings settings, CalibrationTask task, Calibrator calibrator)
        {
            _shell = shell;
            _settings = settings;
            _task = task;
            _calibrator = calibrator;
        }

        /// <summary>States that were used or missed.</summary>
        internal int Readings { get; private set; }

        /// <summary>Mean of the current, A, as the node has shown it.</summary>
        internal double ShownA => _sumMa / 1000 / Math.Max(1, _usedS);

        /// <summary>Runs until the calibrator is done.</summary>
        /// <returns>Why it was not, or null.</returns>
        internal async Task<string?> ListenAsync(NodeMessages node, CancellationToken cancel)
        {
            var patience = TimeSpan.FromMilliseconds(Math.Max(30_000, 3 * _settings.StatePeriodMs));
            var deadline = DateTime.UtcNow + patience;
            while (_calibrator.State == CalibrationState.Averaging)
            {
                var message = await node.NextAsync(deadline - DateTime.UtcNow > TimeSpan.Zero ? deadline - DateTime.UtcNow : TimeSpan.Zero, cancel);
                if (message is null)
                {
                    return Tables.Format($"nothing of node '{_settings.Id}' was heard for {patience.TotalSeconds:0} s");
                }

                if (message.Topic == "state")
                {
                    deadline = DateTime.UtcNow + patience;
                    if (Take(message.Payload) is { } problem)
                    {
                        return problem;
                    }
                }
            }

            return _calibrator.State == CalibrationState.Done
                ? null
                : RefusalText.Of(_calibrator.Refusal, TypeOfTask) + (_faults.Count > 0 ? " (" + string.Join(", ", _faults) + ")" : string.Empty);
        }

        /// <summary>The clamp, for messages.</summary>
        internal required CtType TypeOfTask { get; init; }

        private string? Take(string payload)
        {
            CircuitReading? reading;
            try
            {
                using var document = JsonDocument.Parse(payload);
                if (Readings == 0)
                {
                    SettingsMatch.Warn(_shell, _settings, document.RootElement);
                }

                reading = CircuitReading.Of(document.RootElement, _task.Circuit);
            }
            catch (JsonException)
            {
                return "the node's state is no JSON";
            }

            if (reading is null)
            {
                return "the node has no circuit '" + _task.Circuit + "': the settings file is not its own";
            }

            Readings++;
            if (reading.UptimeS < _uptimeS)
            {
                return "the node has restarted meanwhile";
            }

            // A state stands for the time since the last one, or for its period where some were lost.
            int seconds = double.IsNaN(_uptimeS) ? 1 : (int)Math.Min(Math.Round(reading.UptimeS - _uptimeS), Math.Max(1, _settings.StatePeriodMs / 1000));
            if (seconds > 0)
            {
                _uptimeS = reading.UptimeS;
            }

            for (int i = 0; i < seconds && _calibrator.State == CalibrationState.Averaging; i++)
            {
                Add(reading);
            }

            if (_takenS - _toldS >= ProgressS && _calibrator.State == CalibrationState.Averaging)
            {
                _toldS = _takenS;
                _shell.Output.WriteLine(Tables.Format($"{_takenS} of {_task.Seconds} s: {reading.CurrentMa / 1000:0.000} A, {reading.VoltageV:0.0} V{(reading.Faults.Length > 0 ? ", " + reading.Faults : string.Empty)}"));
                _shell.Output.Flush();
            }

            return null;
        }

        private void Add(CircuitReading reading)
        {
            _takenS++;
            if (reading.IsUsable)
            {
                _usedS++;
                _sumMa += reading.CurrentMa;
            }
            else
            {
                _faults.Add(reading.Faults.Length > 0 ? reading.Faults : "no voltage");
            }

            _calibrator.Add(reading.IsUsable, reading.CurrentMa, reading.RealMa, -reading.ImaginaryMa, (int)Math.Round(reading.VoltageV * 1000));
        }
    }
}

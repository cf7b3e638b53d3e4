using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Settings;
using VirtualNode;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>Changes single keys of a settings file: what is not named stays, in its order and as it was written.</summary>
    internal sealed class SettingsEditor
    {
        private readonly string _path;
        private readonly JsonObject _root;

        /// <summary>Begins with a text that the firmware has taken.</summary>
        /// <param name="path">Where it is from.</param>
        /// <param name="text">The text.</param>
        /// <exception cref="InputException">It is beyond the usual JSON.</exception>
        internal SettingsEditor(string path, string text)
        {
            _path = path;
            try
            {
                _root = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("no object");
            }
            catch (JsonException problem)
            {
                throw new InputException(path + ": " + problem.Message + "; allowed is " + SettingsReader.Allowed);
            }
        }

        /// <summary>Sets keys of a circuit.</summary>
        internal void SetCircuit(string name, IEnumerable<SettingsKey> keys)
        {
            foreach (var each in _root["circuits"]!.AsArray())
            {
                if (each?["name"]?.GetValue<string>() == name)
                {
                    Set(each.AsObject(), keys);
                }
            }
        }

        /// <summary>Sets keys of the supply.</summary>
        internal void SetSupply(IEnumerable<SettingsKey> keys)
        {
            Set(_root["supply"]!.AsObject(), keys);
        }

        /// <summary>Writes the file anew and keeps the old one beside it.</summary>
        /// <returns>Path of the old one.</returns>
        /// <exception cref="InputException">It cannot be written, or the firmware would refuse it; then nothing has changed.</exception>
        internal string Save()
        {
            string text = BoardJson.File(_root) + "\n";
            SettingsReader.Parse(text, _path);
            string kept = _path + ".bak";
            try
            {
                File.Copy(_path, kept, overwrite: true);
            }
            catch (Exception failure) when (InputFile.IsFileProblem(failure))
            {
                throw new InputException(kept + ": cannot be written (" + InputFile.Reason(failure) + ")");
            }

            OutputPath.Write(_path, new UTF8Encoding(false).GetBytes(text));
            return kept;
        }

        private static void Set(JsonObject section, IEnumerable<SettingsKey> keys)
        {
            foreach (var each in keys)
            {
                section[each.Name] = JsonValue.Create(each.Value);
            }
        }
    }
}

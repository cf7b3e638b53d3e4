using System;
using System.IO;
using System.Text;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Files
{
    /// <summary>
    /// The settings on flash: the file that the owner puts there, and a copy of the last one that the node could run with. When
    /// the owner's file is refused the node falls back to the copy, in safe mode, and says why.
    /// </summary>
    public sealed class SettingsFile
    {
        /// <summary>Where the owner puts the settings.</summary>
        public const string Path = "I:\\settings.json";

        /// <summary>Where the node keeps the last good ones.</summary>
        public const string LastGoodPath = "I:\\settings.good.json";

        private SettingsFile(NodeSettings? settings, string problem)
        {
            Settings = settings;
            Problem = problem;
        }

        /// <summary>The settings to run with; null when there are none at all.</summary>
        public NodeSettings? Settings { get; }

        /// <summary>What is wrong with the owner's file; empty when it is in use.</summary>
        public string Problem { get; }

        /// <summary>Whether the owner's file is not in use.</summary>
        public bool IsFallback => Problem.Length > 0;

        /// <summary>Reads them. Never throws for what a file holds or lacks.</summary>
        public static SettingsFile Load()
        {
            string problem;
            try
            {
                if (!File.Exists(Path))
                {
                    throw new SettingsException("", Path + " is missing");
                }

                string text = ReadText(Path);
                var settings = NodeSettings.Parse(text);
                KeepAsGood(text);
                return new SettingsFile(settings, "");
            }
            catch (SettingsException refused)
            {
                problem = refused.Message;
            }
            catch (Exception failure)
            {
                problem = Path + " cannot be read" + (failure.Message.Length > 0 ? ": " + failure.Message : "");
            }

            try
            {
                return new SettingsFile(NodeSettings.Parse(ReadText(LastGoodPath)), problem);
            }
            catch (Exception)
            {
                return new SettingsFile(null, problem);
            }
        }

        private static string ReadText(string path)
        {
            byte[] bytes = File.ReadAllBytes(path);
            return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
        }

        private static void KeepAsGood(string text)
        {
            try
            {
                if (!File.Exists(LastGoodPath) || ReadText(LastGoodPath) != text)
                {
                    File.WriteAllBytes(LastGoodPath, Encoding.UTF8.GetBytes(text));
                }
            }
            catch (Exception)
            {
                // The copy is for a bad day; that it cannot be kept is no reason to make this one bad.
            }
        }
    }
}

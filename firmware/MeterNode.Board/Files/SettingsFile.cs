using System;
using System.IO;
using System.Text;
using MeterNode.Core.Settings;
using MeterNode.Services.Commands;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Files
{
    /// <summary>
    /// The settings on flash: the file that the owner puts there, and a record of the last ones that the node could run with. When
    /// the owner's file is refused the node falls back to the record, in safe mode, and says why.
    /// </summary>
    /// <remarks>
    /// Settings that come by a command are first written, under a checksum, into a file of their own, then over the owner's file, and
    /// then deleted. A start that finds such a file whole does the rest over; one that is not whole was never promised to anybody.
    /// </remarks>
    public sealed class SettingsFile
    {
        /// <summary>Where the owner puts the settings.</summary>
        public const string Path = "I:\\settings.json";

        /// <summary>Path of the record of the last good ones, without the endings of its two files.</summary>
        public const string LastGoodPath = "I:\\settings.good";

        /// <summary>Settings on their way into the owner's file.</summary>
        public const string PendingPath = "I:\\settings.new";

        /// <summary>Kind of the record of the last good ones.</summary>
        public const int LastGoodKind = 0x4753;

        /// <summary>Kind of the settings on their way.</summary>
        public const int PendingKind = 0x4E53;

        private const int Schema = 1;

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
            var crc = new Crc32();
            string problem;
            try
            {
                byte[]? text = TakePending(crc);
                if (text == null && !File.Exists(Path))
                {
                    throw new SettingsException("", Path + " is missing");
                }

                text = text ?? File.ReadAllBytes(Path);
                var settings = Parse(text);
                KeepAsGood(crc, text);
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

            return new SettingsFile(LastGood(crc), problem);
        }

        /// <summary>Replaces the owner's file. A power cut at any moment leaves the old or the new one.</summary>
        /// <param name="text">The whole new file, UTF-8.</param>
        /// <returns>What went wrong, or null when the next start finds the new one.</returns>
        public static string? Replace(byte[] text)
        {
            try
            {
                var files = new FlashFiles();
                var image = new byte[RecordFormat.HeaderBytes + text.Length];
                Array.Copy(text, 0, image, RecordFormat.HeaderBytes, text.Length);
                int size = new RecordFormat(new Crc32(), PendingKind).Seal(image, text.Length, Schema, 1);
                if (!files.Write(PendingPath, image, 0, size))
                {
                    files.Delete(PendingPath);
                    return files.Problem;
                }

                Promote(files, text);
                return null;
            }
            catch (Exception failure)
            {
                return PendingPath + " cannot be written: " + failure.Message;
            }
        }

        /// <summary>Should this fail, the next start does it over.</summary>
        private static void Promote(FlashFiles files, byte[] text)
        {
            if (files.Write(Path, text, 0, text.Length))
            {
                files.Delete(PendingPath);
            }
        }

        /// <returns>Settings that were on their way, or null.</returns>
        private static byte[]? TakePending(Crc32 crc)
        {
            var files = new FlashFiles();
            int size = files.LengthOf(PendingPath);
            if (size < 0)
            {
                return null;
            }

            byte[]? text = null;
            if (size > RecordFormat.HeaderBytes && size <= RecordFormat.HeaderBytes + SettingsUpload.MostBytes)
            {
                var image = new byte[size];
                if (files.Read(PendingPath, image) == size && new RecordFormat(crc, PendingKind).Check(image, size) == RecordCheck.Good)
                {
                    text = new byte[size - RecordFormat.HeaderBytes];
                    Array.Copy(image, RecordFormat.HeaderBytes, text, 0, text.Length);
                }
            }

            if (text == null)
            {
                files.Delete(PendingPath);
            }
            else
            {
                Promote(files, text);
            }

            return text;
        }

        private static NodeSettings Parse(byte[] text)
        {
            return NodeSettings.Parse(Encoding.UTF8.GetString(text, 0, text.Length));
        }

        private static NodeSettings? LastGood(Crc32 crc)
        {
            try
            {
                var record = Record(crc, 0);
                var state = record.Load(null);
                if (state == RecordState.Whole || state == RecordState.OneCopy)
                {
                    var text = new byte[record.Length];
                    Array.Copy(record.Image, RecordFormat.HeaderBytes, text, 0, text.Length);
                    return Parse(text);
                }
            }
            catch (Exception)
            {
                // Good once, and not for this firmware: then there is nothing to run with.
            }

            return null;
        }

        private static void KeepAsGood(Crc32 crc, byte[] text)
        {
            if (text.Length > SettingsUpload.MostBytes)
            {
                return;
            }

            try
            {
                var record = Record(crc, text.Length);
                if (record.Load(null) != RecordState.Whole || !Holds(record, text))
                {
                    record.Save(text, text.Length);
                }
            }
            catch (Exception)
            {
                // The copy is for a bad day; that it cannot be kept is no reason to make this one bad.
            }
        }

        /// <summary>Its buffer is as large as what is there and no larger: this happens at a start, beside everything else.</summary>
        private static RecordFile Record(Crc32 crc, int leastBytes)
        {
            var files = new FlashFiles();
            int most = leastBytes + RecordFormat.HeaderBytes;
            for (int i = 0; i < 2; i++)
            {
                int size = files.LengthOf(LastGoodPath + (i == 0 ? ".a" : ".b"));
                most = size > most && size <= RecordFormat.HeaderBytes + SettingsUpload.MostBytes ? size : most;
            }

            return new RecordFile(LastGoodPath, crc, LastGoodKind, Schema, most - RecordFormat.HeaderBytes);
        }

        private static bool Holds(RecordFile record, byte[] text)
        {
            bool isSame = record.Length == text.Length;
            for (int i = 0; isSame && i < text.Length; i++)
            {
                isSame = record.Image[RecordFormat.HeaderBytes + i] == text[i];
            }

            return isSame;
        }
    }
}

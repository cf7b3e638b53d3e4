using System;
using System.IO;
using System.Text.Json;
using VirtualHome.Traces;

namespace VirtualHome.Description
{
    /// <summary>Reads the part of a section that names a recording.</summary>
    public static class RecordingReader
    {
        private const string PathRule = "the path of a CSV file that exists, from the folder of this file";

        /// <summary>
        /// A recording: the keys <c>trace</c> (a path, from the description's own folder), <c>trace_align</c> and <c>trace_end</c>.
        /// </summary>
        /// <param name="section">The section.</param>
        /// <param name="column">The quantity that the recording must hold.</param>
        /// <returns>The recording, or null when there is no key <c>trace</c>.</returns>
        /// <exception cref="HomeFormatException">The file is absent, holds something else, or a key is wrong.</exception>
        /// <exception cref="TraceFormatException">The file is no recording.</exception>
        public static TraceSource? Recording(this JsonSection section, TraceColumn column)
        {
            ArgumentNullException.ThrowIfNull(section);
            bool present = section.Find("trace", out var value);
            var end = section.Choice("trace_end", TraceEnd.Repeat);
            bool aligned = section.Find("trace_align", out var alignment);
            if (!present)
            {
                return aligned ? throw section.Wrong("trace_align", alignment, "a trace to align, or no such key") : null;
            }

            string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            string folder = Path.GetDirectoryName(Path.GetFullPath(section.File)) ?? string.Empty;
            string path = string.IsNullOrEmpty(text) ? string.Empty : Path.Combine(folder, text);
            if (!File.Exists(path))
            {
                throw section.Wrong("trace", value, PathRule);
            }

            Trace trace;
            try
            {
                trace = TraceReader.Read(path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw section.Wrong("trace", value, "a file that can be read (" + failure.Message + ")");
            }

            if (!trace.Has(column))
            {
                throw section.Wrong("trace", value, "a recording that holds " + column + "; this one is of kind " + trace.Kind);
            }

            return new TraceSource(trace, section.Choice("trace_align", trace.Alignment), end);
        }
    }
}

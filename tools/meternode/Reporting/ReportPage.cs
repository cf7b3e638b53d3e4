using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;
using MeterNode.Cli.Simulation;

namespace MeterNode.Cli.Reporting
{
    /// <summary>The report's page: the summary and the pictures, with nothing from elsewhere.</summary>
    internal static class ReportPage
    {
        private const string StyleSheet = "report.css";

        /// <summary>Writes the page.</summary>
        /// <param name="data">What the pictures were made of.</param>
        /// <param name="result">The figures.</param>
        /// <param name="pictures">The pictures, in their order.</param>
        /// <returns>HTML.</returns>
        internal static string Create(ReportData data, SimulationResult result, IReadOnlyList<Picture> pictures)
        {
            string title = "MeterNode simulation: " + data.Settings.FriendlyName;
            var page = new StringBuilder();
            page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .Append("<title>").Append(Escape(title)).Append("</title>\n<style>\n").Append(Style()).Append("</style>\n</head>\n<body>\n")
                .Append("<h1>").Append(Escape(title)).Append("</h1>\n");
            AddSummary(page, result);
            AddList(page, "Violations", result.Violations);
            AddList(page, "Problems", result.Problems);
            AddList(page, "Notes", data.Notes);
            foreach (var each in pictures)
            {
                page.Append("<figure><img src=\"").Append(each.FileName).Append("\" alt=\"").Append(Escape(each.Description)).Append("\"></figure>\n");
            }

            return page.Append("</body>\n</html>\n").ToString();
        }

        private static void AddSummary(StringBuilder page, SimulationResult result)
        {
            page.Append("<table>\n");
            foreach (var (name, value) in SummaryLines.Of(result))
            {
                string mark = name != "Result" ? string.Empty : result.Ok ? " class=\"good\"" : " class=\"bad\"";
                page.Append("<tr><th>").Append(Escape(name)).Append("</th><td").Append(mark).Append('>').Append(Escape(value)).Append("</td></tr>\n");
            }

            page.Append("</table>\n");
        }

        private static void AddList(StringBuilder page, string title, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
            {
                return;
            }

            page.Append("<h2>").Append(title).Append("</h2>\n<ul>\n");
            foreach (string each in lines)
            {
                page.Append("<li>").Append(Escape(each)).Append("</li>\n");
            }

            page.Append("</ul>\n");
        }

        private static string Style()
        {
            using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(StyleSheet)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }

        private static string Escape(string text)
        {
            return WebUtility.HtmlEncode(text);
        }
    }
}

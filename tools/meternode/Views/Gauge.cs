using System;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MeterNode.Cli.Views
{
    /// <summary>A bar that shows a value against its limit.</summary>
    internal static class Gauge
    {
        /// <summary>Draws the bar; it turns yellow near the limit and red above it.</summary>
        /// <param name="value">The value.</param>
        /// <param name="limit">Its limit, above 0.</param>
        /// <param name="width">Its width, characters; the limit is at its end.</param>
        internal static IRenderable Of(double value, double limit, int width)
        {
            double share = Math.Max(0, value / limit);
            var color = share > 1 ? Color.Red : share > 0.85 ? Color.Yellow : Color.Green;
            return Bar(share, width, color);
        }

        /// <summary>Draws how far something is.</summary>
        /// <param name="share">0 to 1.</param>
        /// <param name="width">Its width, characters.</param>
        internal static IRenderable Progress(double share, int width)
        {
            return Bar(share, width, Color.Blue);
        }

        private static Paragraph Bar(double share, int width, Color color)
        {
            int full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
            return new Paragraph()
                .Append(new string('█', full), new Style(color))
                .Append(new string('░', width - full), new Style(Color.Grey));
        }
    }
}

using System;
using System.Collections.Generic;
using ScottPlot;
using SkiaSharp;

namespace MeterNode.Cli.Reporting
{
    /// <summary>How the report's plots look.</summary>
    internal static class PlotStyle
    {
        internal const int Width = 1100;
        internal const int Height = 420;

        private const double Scale = 2;
        private const float TextSize = 13;

        // Paul Tol's "muted" scheme (SRON/EPS/TN/09-002): told apart with any kind of color vision.
        private static readonly Color[] s_colors =
        {
            Color.FromHex("#332288"), Color.FromHex("#88CCEE"), Color.FromHex("#44AA99"), Color.FromHex("#DDCC77"), Color.FromHex("#CC6677"),
            Color.FromHex("#117733"), Color.FromHex("#AA4499"), Color.FromHex("#999933"), Color.FromHex("#882255"),
        };

        private static readonly string[] s_fonts = { "DejaVu Sans", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "Roboto" };

        /// <summary>The color of what must not be exceeded.</summary>
        internal static Color Limit { get; } = Color.FromHex("#D55E00");

        /// <summary>The color of the supply.</summary>
        internal static Color Supply { get; } = Color.FromHex("#222222");

        /// <summary>The color of one of several things.</summary>
        internal static Color Of(int index)
        {
            return s_colors[index % s_colors.Length];
        }

        /// <summary>Begins a plot over the time of a run.</summary>
        /// <param name="title">Its title.</param>
        /// <param name="unit">What its vertical axis shows, with the unit.</param>
        /// <param name="data">The run.</param>
        internal static Plot Create(string title, string unit, ReportData data)
        {
            var plot = new Plot { ScaleFactor = Scale };
            plot.Font.Set(FontName());
            plot.FigureBackground.Color = Colors.White;
            plot.Axes.Title.Label.Text = title;
            plot.Axes.Title.Label.FontSize = 17;
            plot.Axes.Left.Label.Text = unit;
            plot.Axes.Left.Label.FontSize = TextSize;
            plot.Axes.Left.Label.Bold = false;
            plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
            plot.Axes.Bottom.TickLabelStyle.FontSize = TextSize;
            plot.Axes.Bottom.Label.FontSize = TextSize;
            plot.Axes.Bottom.Label.Bold = false;
            plot.Axes.Left.MinorTickStyle.Length = 0;
            plot.Axes.Bottom.Label.Text = TimeAxis.Label(data);
            plot.Axes.Bottom.TickGenerator = TimeAxis.Ticks(data);
            plot.Layout.Fixed(Frame(data));
            plot.Axes.SetLimitsX(0, data.Length.TotalHours);
            plot.Axes.Margins(0, 0);
            plot.Grid.MajorLineColor = Color.FromHex("#E3E3E3");
            plot.Legend.FontSize = TextSize;
            plot.Legend.OutlineColor = Colors.Transparent;
            plot.Legend.ShadowColor = Colors.Transparent;
            return plot;
        }

        /// <summary>Draws a plot.</summary>
        /// <param name="plot">The plot.</param>
        /// <param name="height">Its height, in the units of <see cref="Height"/>.</param>
        /// <returns>A PNG.</returns>
        internal static byte[] Draw(Plot plot, int height = Height)
        {
            return plot.GetImageBytes((int)(Width * Scale), (int)(height * Scale), ImageFormat.Png);
        }

        /// <summary>Puts the legend beside the data, where it covers none of it.</summary>
        internal static void LegendBeside(Plot plot)
        {
            plot.ShowLegend(Edge.Right);
        }

        /// <summary>Makes room for all values, and a little more so that none of them touches the frame.</summary>
        internal static void FitHeight(Plot plot)
        {
            plot.Axes.AutoScaleY();
            var limits = plot.Axes.GetLimits();
            double room = 0.06 * (limits.Top - limits.Bottom);
            plot.Axes.SetLimitsY(limits.Bottom < 0 ? limits.Bottom - room : 0, limits.Top + room);
        }

        /// <summary>Adds something to the legend by hand, where the order of drawing is not the order of reading.</summary>
        internal static void AddToLegend(Plot plot, string name, Color color)
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = name, FillColor = color });
        }

        /// <summary>The room around the data: the same in every plot of a run, so that their times stand above each other.</summary>
        private static PixelPadding Frame(ReportData data)
        {
            int longest = 15;
            foreach (var each in data.Settings.Circuits)
            {
                longest = Math.Max(longest, each.Name.Length);
            }

            int longestLoad = 6;
            foreach (var each in data.Settings.Loads)
            {
                longestLoad = Math.Max(longestLoad, each.Name.Length);
            }

            const float CharacterWidth = 0.62f * TextSize;
            return new PixelPadding(24 + (longestLoad * CharacterWidth), 60 + (longest * CharacterWidth), 56, 44);
        }

        private static string FontName()
        {
            var installed = new HashSet<string>(SKFontManager.Default.FontFamilies, StringComparer.OrdinalIgnoreCase);
            return Array.Find(s_fonts, installed.Contains) ?? Fonts.Default;
        }
    }
}

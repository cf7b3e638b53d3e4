using ScottPlot;
using Look = MeterNode.Cli.Reporting.PlotStyle;

namespace MeterNode.Cli.Waveforms
{
    /// <summary>Draws a waveform as a PNG.</summary>
    internal static class WaveformPicture
    {
        private const int Width = 1600;
        private const int Height = 900;

        /// <summary>Draws voltage and current over one cycle, in ms.</summary>
        internal static byte[] Draw(Waveform wave)
        {
            var plot = new Plot { ScaleFactor = 2 };
            plot.Title(wave.Circuit);
            plot.XLabel("ms");
            plot.YLabel("V");
            double stepMs = 1000 / wave.FrequencyHz / wave.VoltageV.Length;
            var voltage = plot.Add.Signal(wave.VoltageV, stepMs, Look.Supply);
            var current = plot.Add.Signal(wave.CurrentA, stepMs, Look.Of(0));
            voltage.LegendText = "voltage, V";
            current.LegendText = "current, A";
            current.LineWidth = 2;
            current.Axes.YAxis = plot.Axes.Right;
            plot.Axes.Right.Label.Text = "A";
            plot.ShowLegend(Alignment.UpperRight);
            plot.Axes.AutoScale();
            return plot.GetImageBytes(Width, Height, ImageFormat.Png);
        }
    }
}

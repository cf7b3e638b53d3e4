using System;
using System.Collections.Generic;
using MeterNode.Cli.Views;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MeterNode.Cli.Waveforms
{
    /// <summary>Draws a waveform with characters.</summary>
    internal static class TextPlot
    {
        private const int Height = 17;
        private const char VoltageMark = '·';
        private const char CurrentMark = '█';

        /// <summary>Draws it: voltage and current each to its own scale, zero in the middle.</summary>
        internal static IReadOnlyList<IRenderable> Draw(Waveform wave)
        {
            double mostV = Most(wave.VoltageV);
            double mostA = Most(wave.CurrentA);
            var parts = new List<IRenderable>();
            for (int row = 0; row < Height; row++)
            {
                var line = new Paragraph();
                string scale = row == 0 ? Tables.Format($"{mostA,9:0.000} A ") : row == Height - 1 ? Tables.Format($"{-mostA,9:0.000} A ") : new string(' ', 12);
                line.Append(scale, Style.Plain);
                for (int i = 0; i < wave.VoltageV.Length; i++)
                {
                    bool isCurrent = Row(wave.CurrentA[i], mostA) == row;
                    bool isVoltage = Row(wave.VoltageV[i], mostV) == row;
                    char mark = isCurrent ? CurrentMark : isVoltage ? VoltageMark : row == Height / 2 ? '─' : ' ';
                    line.Append(mark.ToString(), new Style(isCurrent ? Color.Blue : Color.Grey));
                }

                line.Append(row == 0 ? Tables.Format($" {mostV:0} V") : row == Height - 1 ? Tables.Format($" {-mostV:0} V") : string.Empty, Style.Plain);
                parts.Add(line);
            }

            double watts = Waveform.MeanProduct(wave.VoltageV, wave.CurrentA);
            double volts = Waveform.Rms(wave.VoltageV);
            double amperes = Waveform.Rms(wave.CurrentA);
            double factor = volts * amperes > 0 ? watts / volts / amperes : 0;
            parts.Add(new Text(Tables.Format(
                $"{wave.Circuit}: {CurrentMark} current {amperes:0.000} A, {VoltageMark} voltage {volts:0.0} V, {watts:0.0} W, power factor {factor:0.00}, {wave.FrequencyHz:0.000} Hz")));
            return parts;
        }

        private static int Row(double value, double most)
        {
            return (int)Math.Round((1 - (most > 0 ? value / most : 0)) * (Height - 1) / 2);
        }

        private static double Most(double[] values)
        {
            double most = 0;
            foreach (double each in values)
            {
                most = Math.Max(most, Math.Abs(each));
            }

            return most;
        }
    }
}

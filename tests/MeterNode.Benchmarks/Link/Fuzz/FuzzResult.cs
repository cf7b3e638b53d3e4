using System;
using System.Collections.Generic;
using System.Text;

namespace MeterNode.Benchmarks.Link.Fuzz
{
    /// <summary>What became of the inputs of a fuzzing run.</summary>
    public sealed class FuzzResult
    {
        private const int MostTold = 10;

        /// <summary>Inputs given.</summary>
        public long Inputs { get; internal set; }

        /// <summary>Of them refused.</summary>
        public long Refused { get; internal set; }

        /// <summary>Of them taken, so that they changed something.</summary>
        public long Accepted { get; internal set; }

        /// <summary>Exceptions that escaped.</summary>
        public long Escapes { get; private set; }

        /// <summary>Refused inputs that changed something all the same, or were refused without a reason.</summary>
        public long Changes { get; private set; }

        /// <summary>The first of both, each with its input.</summary>
        public List<string> Findings { get; } = new List<string>();

        internal void Escaped(Exception exception, string where, byte[] input)
        {
            Escapes++;
            Tell(exception.GetType().Name + ": " + exception.Message, where, input);
        }

        internal void Broken(string what, string where, byte[] input)
        {
            Changes++;
            Tell(what, where, input);
        }

        private void Tell(string what, string where, byte[] input)
        {
            if (Findings.Count < MostTold)
            {
                Findings.Add(where + ": " + what + ": " + Encoding.Latin1.GetString(input) + " (" + Convert.ToHexString(input) + ")");
            }
        }
    }
}

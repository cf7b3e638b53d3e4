namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// What the diagnosis holds about one subject: a circuit, or the reference of a phase. It stays the same object; the fault
    /// in it comes and goes.
    /// </summary>
    public sealed class WiringFinding
    {
        internal WiringFinding(int circuit, int phase)
        {
            Circuit = circuit;
            Phase = phase;
        }

        /// <summary>The circuit; -1 when the subject is the reference of <see cref="Phase"/>.</summary>
        public int Circuit { get; }

        /// <summary>The phase, from 0.</summary>
        public int Phase { get; }

        /// <summary>What is wrong; <see cref="WiringFault.None"/> when nothing is known to be.</summary>
        public WiringFault Fault { get; internal set; }

        /// <summary>
        /// The other circuit: for <see cref="WiringFault.Swapped"/> the one whose conductor the clamp is around, for
        /// <see cref="WiringFault.OtherPhase"/> the supply that its steps show up in; -1 when there is none or it is not known.
        /// </summary>
        public int Partner { get; internal set; } = -1;

        /// <summary>Votes for the fault now; it was raised at <see cref="Tally.Raise"/>, it is cleared at <see cref="Tally.Clear"/>.</summary>
        public int Votes { get; internal set; }

        /// <summary>Pieces of evidence for the fault since it began to be suspected: seconds and steps.</summary>
        public int EvidenceFor { get; internal set; }

        /// <summary>Pieces of evidence against it since then.</summary>
        public int EvidenceAgainst { get; internal set; }

        /// <summary>How often the circuit's steps agreed with the supply's: its wiring is confirmed from 2 on, at most 3.</summary>
        public int Confirmations { get; internal set; }
    }
}

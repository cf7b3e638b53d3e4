namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// Votes for each fault of each subject. Votes add up to a finding and contrary ones take it away again, three times as
    /// fast; nothing happens while nobody votes, so a circuit that is off neither proves nor forgets anything. Subjects are the
    /// circuits and, behind them, the references of the phases.
    /// </summary>
    public sealed class Tally
    {
        /// <summary>Votes at which a finding is raised: a quarter of an hour of seconds, or three clean steps.</summary>
        public const int Raise = 900;

        /// <summary>Votes at which it is cleared.</summary>
        public const int Clear = 300;

        /// <summary>The most that a fault can gather, so that it can be cleared in finite time.</summary>
        public const int Most = 1800;

        /// <summary>Weight of one second of circumstantial evidence: a sign, an angle, a sum.</summary>
        public const int SecondWeight = 1;

        /// <summary>Weight of one clean step that shows the fault by itself.</summary>
        public const int StepWeight = 300;

        /// <summary>How much more a contrary vote weighs.</summary>
        public const int ContraryFactor = 3;

        /// <summary>Confirmations from which circumstantial evidence no longer counts.</summary>
        public const int Confirmed = 2;

        private const int MostConfirmations = 3;
        private const int Faults = (int)WiringFault.ReferenceImplausible + 1;

        private readonly int[][] _votes;
        private readonly int[][] _for;
        private readonly int[][] _against;
        private readonly int[] _partner;
        private readonly int[] _confirmations;

        internal Tally(int subjects)
        {
            _votes = new int[subjects][];
            _for = new int[subjects][];
            _against = new int[subjects][];
            _partner = new int[subjects];
            _confirmations = new int[subjects];
            for (int i = 0; i < subjects; i++)
            {
                _votes[i] = new int[Faults];
                _for[i] = new int[Faults];
                _against[i] = new int[Faults];
                _partner[i] = -1;
            }
        }

        internal void Vote(int subject, WiringFault fault, int weight)
        {
            int votes = _votes[subject][(int)fault] + weight;
            _votes[subject][(int)fault] = votes > Most ? Most : votes;
            _for[subject][(int)fault]++;
        }

        /// <summary>Votes for a fault that names another circuit: evidence that names different ones does not add up.</summary>
        internal void VoteWith(int subject, WiringFault fault, int partner, int weight)
        {
            if (_partner[subject] != partner)
            {
                _partner[subject] = partner;
                Forget(subject, fault);
            }

            Vote(subject, fault, weight);
        }

        /// <summary>Takes votes from a fault; one that nobody suspects is not counted at all.</summary>
        internal void Oppose(int subject, WiringFault fault, int weight)
        {
            int votes = _votes[subject][(int)fault];
            if (votes == 0)
            {
                return;
            }

            votes -= weight * ContraryFactor;
            _against[subject][(int)fault]++;
            if (votes <= 0)
            {
                Forget(subject, fault);
                return;
            }

            _votes[subject][(int)fault] = votes;
        }

        /// <summary>Takes votes from every fault of a subject but one (<see cref="WiringFault.None"/> spares none).</summary>
        internal void OpposeOthers(int subject, WiringFault spared, int weight)
        {
            for (int fault = 1; fault < Faults; fault++)
            {
                if (fault != (int)spared)
                {
                    Oppose(subject, (WiringFault)fault, weight);
                }
            }
        }

        internal int Partner(int circuit)
        {
            return _partner[circuit];
        }

        /// <summary>
        /// Takes note that a clamp's step agrees with the supply's. That speaks against every fault of it but a swap: the
        /// clamps of two branches agree with the supply on whichever of the two conductors they are.
        /// </summary>
        internal void Confirm(int circuit)
        {
            if (_confirmations[circuit] < MostConfirmations)
            {
                _confirmations[circuit]++;
            }

            OpposeOthers(circuit, WiringFault.Swapped, StepWeight);
        }

        internal void Doubt(int circuit)
        {
            _confirmations[circuit] = _confirmations[circuit] > Confirmed ? _confirmations[circuit] - Confirmed : 0;
        }

        internal bool IsConfirmed(int circuit)
        {
            return _confirmations[circuit] >= Confirmed;
        }

        /// <summary>Forgets what speaks against the branches of a supply that is itself at fault.</summary>
        internal void ForgetAll(int subject)
        {
            for (int fault = 1; fault < Faults; fault++)
            {
                Forget(subject, (WiringFault)fault);
            }
        }

        /// <summary>Brings a finding up to date.</summary>
        /// <returns>Whether its fault has changed.</returns>
        internal bool Judge(int subject, WiringFinding finding)
        {
            int best = 0;
            for (int fault = 1; fault < Faults; fault++)
            {
                if (_votes[subject][fault] > _votes[subject][best])
                {
                    best = fault;
                }
            }

            var before = finding.Fault;
            int held = _votes[subject][(int)before];
            if (before != WiringFault.None && held <= Clear)
            {
                finding.Fault = WiringFault.None;
                held = 0;
            }

            // A finding changes its name only when another fault has clearly more votes: it must not flicker between two.
            int needed = finding.Fault == WiringFault.None ? Raise : held + Raise;
            if (_votes[subject][best] >= needed)
            {
                finding.Fault = (WiringFault)best;
            }

            int shown = (int)finding.Fault;
            bool namesPartner = finding.Fault == WiringFault.Swapped || finding.Fault == WiringFault.OtherPhase;
            finding.Partner = namesPartner ? _partner[subject] : -1;
            finding.Votes = shown == 0 ? _votes[subject][best] : _votes[subject][shown];
            finding.EvidenceFor = _for[subject][shown == 0 ? best : shown];
            finding.EvidenceAgainst = _against[subject][shown == 0 ? best : shown];
            finding.Confirmations = _confirmations[subject];
            return finding.Fault != before;
        }

        private void Forget(int subject, WiringFault fault)
        {
            _votes[subject][(int)fault] = 0;
            _for[subject][(int)fault] = 0;
            _against[subject][(int)fault] = 0;
        }
    }
}

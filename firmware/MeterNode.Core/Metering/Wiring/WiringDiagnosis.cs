using System;

namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// Looks for clamps and references that are connected wrongly, from the readings alone and over time. It only reports: it
    /// corrects nothing, and it says whether a circuit's current is consistent with everything else that is known. Steps once a
    /// second; allocates nothing after it was made.
    /// <para>
    /// Five rules vote (<see cref="StepRule"/>, <see cref="RelayRule"/>, <see cref="SignRule"/>, <see cref="BalanceRule"/>,
    /// <see cref="ReferenceRule"/>); <see cref="Tally"/> says how votes become findings and findings go away. A finding that is
    /// wrong is worse than one that is late.
    /// </para>
    /// </summary>
    public sealed class WiringDiagnosis
    {
        private readonly WiringPlan _plan;
        private readonly Tally _tally;
        private readonly StepHistory _history;
        private readonly WiringFinding[] _findings;
        private readonly ReferenceRule _references;
        private readonly SignRule _signs;
        private readonly BalanceRule _balances;
        private readonly StepRule _steps;
        private readonly RelayRule _relays;

        /// <summary>Makes the diagnosis of a home.</summary>
        /// <param name="plan">How it is meant to be wired.</param>
        public WiringDiagnosis(WiringPlan plan)
        {
            _plan = plan;
            int subjects = plan.Circuits + plan.Phases;
            _tally = new Tally(subjects);
            _history = new StepHistory(plan);
            _findings = new WiringFinding[subjects];
            for (int i = 0; i < subjects; i++)
            {
                bool isCircuit = i < plan.Circuits;
                _findings[i] = new WiringFinding(isCircuit ? i : -1, isCircuit ? plan.Phase[i] : i - plan.Circuits);
            }

            _references = new ReferenceRule(plan, _tally);
            _signs = new SignRule(plan, _tally, _references);
            _balances = new BalanceRule(plan, _tally);
            _steps = new StepRule(plan, _tally, _history, _findings);
            _relays = new RelayRule(plan, _tally, _history);
        }

        /// <summary>How many subjects there are: every circuit, then the reference of every phase.</summary>
        public int Subjects => _findings.Length;

        /// <summary>Rises whenever a finding is raised, cleared or renamed, so that a reader need not compare them all.</summary>
        public int Changes { get; private set; }

        /// <summary>What is held about a subject.</summary>
        /// <param name="subject">0 to <see cref="Subjects"/> - 1.</param>
        public WiringFinding Finding(int subject)
        {
            return _findings[subject];
        }

        /// <summary>What is held about the reference of a phase.</summary>
        /// <param name="phase">From 0.</param>
        public WiringFinding ReferenceFinding(int phase)
        {
            return _findings[_plan.Circuits + phase];
        }

        /// <summary>
        /// Whether a circuit's current agrees with what else is known: false while there is a finding about its clamp. It says
        /// nothing about a circuit that never conducts. A finding about the reference makes powers wrong and leaves currents right.
        /// </summary>
        public bool IsConsistent(int circuit)
        {
            return _findings[circuit].Fault == WiringFault.None;
        }

        /// <summary>
        /// Whether the magnitude of a circuit's current can be used even so: a reversed clamp shows it right. What goes by
        /// magnitudes alone, such as the supply's limit in a home that cannot export, may ask this instead.
        /// </summary>
        public bool IsMagnitudeConsistent(int circuit)
        {
            var fault = _findings[circuit].Fault;
            return fault == WiringFault.None || fault == WiringFault.Reversed;
        }

        /// <summary>Takes the readings of one second.</summary>
        /// <param name="second">The readings; not kept.</param>
        /// <exception cref="ArgumentException">They are of another plan.</exception>
        public void Step(WiringSecond second)
        {
            if (second.CurrentMa.Length != _plan.Circuits || second.IsLocked.Length != _plan.Phases || second.LoadOn.Length != _plan.Loads)
            {
                throw new ArgumentException("readings of another plan", nameof(second));
            }

            _history.Add(second);
            _references.Step(second);
            _signs.Step(second);
            _balances.Step(second);
            _steps.Step();
            _relays.Step(second);
            for (int i = 0; i < _findings.Length; i++)
            {
                if (_tally.Judge(i, _findings[i]))
                {
                    Changes++;
                    AcquitBranches(i);
                }
            }
        }

        /// <summary>What was held against the branches came of comparing them with the supply: with that at fault, it is void.</summary>
        private void AcquitBranches(int subject)
        {
            bool isSupply = subject < _plan.Circuits && _plan.IsSupply(subject);
            if (!isSupply || _findings[subject].Fault == WiringFault.None)
            {
                return;
            }

            for (int i = 0; i < _plan.Circuits; i++)
            {
                bool isPartner = _findings[subject].Fault == WiringFault.Swapped && _findings[subject].Partner == i;
                if (i != subject && _plan.Phase[i] == _plan.Phase[subject] && !isPartner)
                {
                    _tally.ForgetAll(i);
                }
            }
        }
    }
}

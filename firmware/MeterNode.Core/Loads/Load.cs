using MeterNode.Core.Settings;

namespace MeterNode.Core.Loads
{
    /// <summary>One load as it is now: what it can do, and what it was told. Power is positive when drawn and negative when given.</summary>
    public sealed class Load
    {
        /// <summary>Makes a load in its wired safe state.</summary>
        /// <param name="settings">What the settings say of it.</param>
        /// <param name="index">Its index.</param>
        /// <param name="circuit">Index of its circuit, or -1.</param>
        public Load(LoadSettings settings, int index, int circuit)
        {
            Index = index;
            Circuit = circuit;
            Name = settings.Name;
            Kind = settings.Kind;
            RatedW = settings.RatedW;
            Priority = settings.Priority;
            Critical = settings.Critical;
            MinOnMs = settings.MinOnMs;
            MinOffMs = settings.MinOffMs;
            FailsafeW = settings.FailsafeW;
            Phase = settings.Phase - 1;
            IsThreePhase = settings.Phases == 3;
            HasContact = settings.Pin >= 0;
            HasPlan = settings.Plan != null;
            HasSetPoint = settings.SetPointTopic.Length > 0;
            IsModulating = HasSetPoint || settings.BurstFire;
            LeastRunW = settings.LeastRunW;
            StepW = settings.StepW;
            ResponseMs = HasSetPoint ? settings.ResponseMs : RelayResponseMs;
            bool gives = Kind == LoadKind.Inverter;
            LeastW = gives ? -settings.RatedW : -settings.DischargeW;
            MostW = gives ? 0 : settings.RatedW + settings.BoostW;
            FreeW = gives ? LeastW : Kind == LoadKind.Battery ? 0 : settings.RatedW;
            IsOn = settings.Contact == ContactKind.NormallyClosed && HasContact;
            TargetW = IsOn ? FreeW : 0;
            WantedW = TargetW;
            ExpectedW = settings.RatedW;
        }

        /// <summary>For so long after a relay was moved the readings may not show it yet, ms.</summary>
        public const int RelayResponseMs = 350;

        /// <summary>Its index.</summary>
        public int Index { get; }

        /// <summary>Index of its circuit, or -1 when it has no CT of its own.</summary>
        public int Circuit { get; }

        /// <summary>Its name.</summary>
        public string Name { get; }

        /// <summary>What it is.</summary>
        public LoadKind Kind { get; }

        /// <summary>Rated power, W: what it draws, or an inverter gives, at most.</summary>
        public int RatedW { get; }

        /// <summary>The least that it can be told, W: negative for one that can give.</summary>
        public int LeastW { get; }

        /// <summary>The most that it can be told, W: above the rating for a heat pump that may be recommended to run.</summary>
        public int MostW { get; }

        /// <summary>What it has when nobody claims anything, W.</summary>
        public int FreeW { get; }

        /// <summary>The least power with which a modulating load runs at all, W; below it, it is off.</summary>
        public int LeastRunW { get; }

        /// <summary>Steps of a modulating load's set-point, W.</summary>
        public int StepW { get; }

        /// <summary>Whether it can be told powers between off and full.</summary>
        public bool IsModulating { get; }

        /// <summary>Whether it is told by a message; such a load follows late, and only if the network is there.</summary>
        public bool HasSetPoint { get; }

        /// <summary>Whether a relay of the board ends it.</summary>
        public bool HasContact { get; }

        /// <summary>Whether something is planned for it.</summary>
        public bool HasPlan { get; }

        /// <summary>Its phase, 0 to 2; the first of them for a load on three.</summary>
        public int Phase { get; }

        /// <summary>Whether it draws from all three phases alike.</summary>
        public bool IsThreePhase { get; }

        /// <summary>Importance; the lowest is shed first.</summary>
        public int Priority { get; }

        /// <summary>Whether it must never be shed.</summary>
        public bool Critical { get; }

        /// <summary>Shortest time on, ms.</summary>
        public long MinOnMs { get; }

        /// <summary>Shortest time off, ms.</summary>
        public long MinOffMs { get; }

        /// <summary>Power that it may have unmeasured, W.</summary>
        public int FailsafeW { get; }

        /// <summary>Within what time it follows what it is told, ms.</summary>
        public int ResponseMs { get; }

        /// <summary>Whether it is enabled: its contact closed, or its set-point not 0, as far as the node commands it.</summary>
        public bool IsOn { get; internal set; }

        /// <summary>When <see cref="IsOn"/> last changed, ms of the monotonic clock. Starts as 0, the node's own start: how long its relays had been without power before is not known, so the minimum times count from there.</summary>
        public long ChangedMs { get; internal set; }

        /// <summary>How often its contact was switched since the start.</summary>
        public int Operations { get; internal set; }

        /// <summary>The power decided upon, W.</summary>
        public int TargetW { get; internal set; }

        /// <summary>What it would have if neither protection nor the limits that loads share claimed anything, W.</summary>
        public int WantedW { get; internal set; }

        /// <summary>What it is expected to draw once it runs, W: what it drew last, or its rating.</summary>
        public int ExpectedW { get; internal set; }

        /// <summary>Who decided it.</summary>
        public Rank Winner { get; internal set; } = Rank.Plan;

        /// <summary>Why.</summary>
        public Reason Reason { get; internal set; }

        /// <summary>Whether a battery that does not do what it is told has been cut off by its contactor.</summary>
        public bool IsCutOff { get; internal set; }

        /// <summary>Whether its contact seems to be welded: it draws although it is off.</summary>
        public bool IsWelded { get; internal set; }

        /// <summary>The load's part on one phase, W.</summary>
        /// <param name="powerW">Its power, W.</param>
        /// <param name="phase">0 to 2, or -1 for all phases together.</param>
        public int ShareW(int powerW, int phase)
        {
            if (phase < 0)
            {
                return powerW;
            }

            return IsThreePhase ? powerW / 3 : Phase == phase ? powerW : 0;
        }

        /// <summary>
        /// The power that the load can really be told: the one nearest to the wish within the band, downwards first; where the band
        /// holds none, the next one towards 0 outside of it, so that doubt means less power.
        /// </summary>
        /// <param name="wishW">The wish, W.</param>
        /// <param name="leastW">Lower edge of the band, W.</param>
        /// <param name="mostW">Upper edge of the band, W.</param>
        public int Feasible(int wishW, int leastW, int mostW)
        {
            int below = TowardsZero(wishW);
            if (below >= leastW && below <= mostW)
            {
                return below;
            }

            int above = AwayFromZero(wishW);
            return above >= leastW && above <= mostW ? above : TowardsZero(Nearest(wishW, leastW, mostW));
        }

        private static int Nearest(int value, int least, int most)
        {
            return value < least ? least : value > most ? most : value;
        }

        private int TowardsZero(int powerW)
        {
            if (!IsModulating)
            {
                return powerW >= MostW && MostW > 0 ? MostW : powerW >= RatedW && MostW > 0 ? RatedW : powerW <= LeastW && LeastW < 0 ? LeastW : 0;
            }

            if (powerW < 0)
            {
                return -(-powerW / StepW * StepW);
            }

            int steps = powerW / StepW * StepW;
            return powerW >= MostW ? MostW : powerW < LeastRunW ? 0 : steps < LeastRunW ? LeastRunW : steps;
        }

        private int AwayFromZero(int powerW)
        {
            if (!IsModulating)
            {
                return powerW > RatedW ? MostW : powerW > 0 ? RatedW : powerW < 0 ? LeastW : 0;
            }

            if (powerW < 0)
            {
                int whole = -((-powerW + StepW - 1) / StepW * StepW);
                return whole < LeastW ? LeastW : whole;
            }

            int up = powerW > 0 && powerW < LeastRunW ? LeastRunW : (powerW + StepW - 1) / StepW * StepW;
            return up > MostW ? MostW : up;
        }
    }
}

using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Loads
{
    /// <summary>
    /// What each load draws, W: by its own CT where it has one that can be relied upon, and else what it was told. Currents become
    /// watts at the nominal voltage throughout, for limits of current are what matters here.
    /// </summary>
    public sealed class LoadDraw
    {
        /// <summary>Less than this is no load worth shedding, W.</summary>
        public const int NoticeableW = 60;

        private const long SettledMs = 60000;

        private readonly Load[] _loads;
        private readonly Readings _readings;
        private readonly int _nominalV;
        private readonly int[] _peakW;

        /// <summary>Makes it.</summary>
        public LoadDraw(NodeSettings settings, Load[] loads, Readings readings)
        {
            _loads = loads;
            _readings = readings;
            _nominalV = settings.Supply.NominalV;
            PowerW = new int[loads.Length];
            _peakW = new int[loads.Length];
        }

        /// <summary>What each draws, W; negative what it gives.</summary>
        public int[] PowerW { get; }

        /// <summary>Whether a load's own CT can be relied upon now.</summary>
        public bool IsMeasured(Load load)
        {
            return load.Circuit >= 0 && _readings.IsCurrentKnown(load.Circuit) && _readings.IsConsistent(load.Circuit);
        }

        /// <summary>Looks at the readings.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];

                // Burst firing makes every reading of its current either all or nothing; its mean is what it was told.
                if (!IsMeasured(load) || (load.IsModulating && !load.HasSetPoint))
                {
                    PowerW[i] = load.TargetW;
                    continue;
                }

                int drawnW = (int)((long)_readings.FastCurrentMa[load.Circuit] * _nominalV / 1000) * (load.IsThreePhase ? 3 : 1);
                PowerW[i] = Gives(load) ? -drawnW : drawnW;
                Learn(load, drawnW, nowMs);
            }
        }

        /// <summary>What a load drew over the last second, W, negative what it gave: what goes together with other readings of a second.</summary>
        /// <param name="load">The load.</param>
        public int SecondW(Load load)
        {
            if (!IsMeasured(load) || (load.IsModulating && !load.HasSetPoint))
            {
                return load.TargetW;
            }

            int drawnW = (int)((long)_readings.CurrentMa[load.Circuit] * _nominalV / 1000) * (load.IsThreePhase ? 3 : 1);
            bool gives = load.MostW <= 0 || (load.LeastW < 0 && _readings.PowerMw[load.Circuit] < 0);
            return gives ? -drawnW : drawnW;
        }

        /// <summary>
        /// Which way a current flows is known of the last second only. An inverter only gives; where a battery's current is not what it
        /// was then, it has turned as it was told.
        /// </summary>
        private bool Gives(Load load)
        {
            if (load.LeastW >= 0 || load.MostW <= 0)
            {
                return load.LeastW < 0;
            }

            int lastMa = _readings.CurrentMa[load.Circuit];
            int changeMa = _readings.FastCurrentMa[load.Circuit] - lastMa;
            bool same = changeMa < (lastMa / 4) + 500 && changeMa > -(lastMa / 4) - 500;
            return same || load.TargetW == 0 ? _readings.PowerMw[load.Circuit] < 0 : load.TargetW < 0;
        }

        /// <summary>What a load that runs has drawn at most is what it is expected to draw the next time.</summary>
        private void Learn(Load load, int drawnW, long nowMs)
        {
            int i = load.Index;
            if (!load.IsOn || nowMs - load.ChangedMs < Load.RelayResponseMs)
            {
                _peakW[i] = 0;
                return;
            }

            if (drawnW > _peakW[i])
            {
                _peakW[i] = drawnW < load.RatedW ? drawnW : load.RatedW;
            }

            if (nowMs - load.ChangedMs >= SettledMs && _peakW[i] > NoticeableW)
            {
                load.ExpectedW = _peakW[i];
            }
        }
    }
}

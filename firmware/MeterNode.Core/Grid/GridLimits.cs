using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Protection;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Grid
{
    /// <summary>
    /// The authority over what contract and grid allow: contract power, the agreed import and export limits with their excursion
    /// counters, limits that come over the network, and dimming. It turns each into room that the loads share.
    /// </summary>
    public sealed class GridLimits
    {
        private const int Import = 0;
        private const int Export = 1;
        private const int Dimmed = 3;
        private const int Consumption = 2;
        private const int DimmedDevices = 1;
        private const int ContractAhead = 6;
        private const int MarginPercent = 3;
        private const int ReadingLagMs = 2000;
        private const long ShedAfterMs = 5000;
        private const int PriceLongestMs = 3600000;
        private const int Nothing = int.MaxValue;

        private readonly GridSettings _settings;
        private readonly Load[] _loads;
        private readonly LoadDraw _draw;
        private readonly Readings _readings;
        private readonly SupplyProtection _supply;
        private readonly GridInputs _inputs;
        private readonly EventRing _events;
        private readonly int _nominalV;
        private readonly int[] _supplyCircuits;
        private readonly bool[] _dimmable;
        private readonly SettlementAverage _contract;
        private readonly DelayedChanges _delays;
        private readonly Constraint[] _all;
        private readonly long[] _overSinceMs;
        private readonly LimitationScheme[] _schemes = { new LimitationScheme(), new LimitationScheme() };
        private readonly LimitationState[] _told = { LimitationState.Normal, LimitationState.Normal };
        private int _limitsCount;
        private int _pricesCount;
        private int _dimmedToldW;
        private long _lastMs = -1;

        /// <summary>Makes the authority.</summary>
        public GridLimits(
            NodeSettings settings, Load[] loads, LoadDraw draw, Readings readings, SupplyProtection supply, GridInputs inputs, EventRing events, RandomDelay random)
        {
            _settings = settings.Grid;
            _loads = loads;
            _draw = draw;
            _readings = readings;
            _supply = supply;
            _inputs = inputs;
            _events = events;
            _nominalV = settings.Supply.NominalV;
            _supplyCircuits = new int[supply.Phases];
            _dimmable = new bool[loads.Length];
            _contract = new SettlementAverage(_settings.ContractWindowMs, _settings.ContractW);
            _delays = new DelayedChanges(4, random);
            _delays.SetMost(Import, _settings.RandomDelayS);
            _delays.SetMost(Export, _settings.RandomDelayS);
            _delays.SetMost(Consumption, _settings.RandomDelayS);
            _delays.SetMost(Dimmed, _settings.RandomDelayS);
            _delays.Override(Import, Nothing);
            _delays.Override(Export, Nothing);
            Dimming = new DimmingRule(true);
            Prices = new PriceRule(PriceLongestMs);
            int phases = supply.Phases;
            _all = new Constraint[4 + (2 * phases)];
            _overSinceMs = new long[_all.Length];
            _all[0] = Make(loads, Reason.ContractPower, -1, 1);
            _all[DimmedDevices] = Make(loads, Reason.Dimmed, -1, 1);
            _all[2] = Make(loads, Reason.ImportLimit, -1, 1);
            _all[3] = Make(loads, Reason.ExportLimit, -1, -1);
            for (int phase = 0; phase < phases; phase++)
            {
                _supplyCircuits[phase] = settings.SupplyCircuitOf(phase);
                _all[4 + phase] = Make(loads, Reason.ImportLimit, phase, 1);
                _all[4 + phases + phase] = Make(loads, Reason.ExportLimit, phase, -1);
            }

            for (int i = 0; i < loads.Length; i++)
            {
                _dimmable[i] = GridSettings.DimmableLoad(settings.Loads[i]);
                _all[DimmedDevices].IsMember[i] &= _dimmable[i];
            }

            // It goes by the devices' own readings, and what a battery gives is no leave for the others.
            _all[DimmedDevices].LagMs = 0;
            _all[DimmedDevices].IsNet = false;

            for (int i = 0; i < _overSinceMs.Length; i++)
            {
                _overSinceMs[i] = -1;
            }
        }

        /// <summary>What the loads share.</summary>
        public Constraint[] Constraints => _all;

        /// <summary>The rule of dimming.</summary>
        public DimmingRule Dimming { get; }

        /// <summary>What prices below zero ask for.</summary>
        public PriceRule Prices { get; }

        /// <summary>Whether to consume since the price is below zero; a price reaches every node at once, so only after a random delay.</summary>
        public bool WantsConsumption { get; private set; }

        /// <summary>The import limit's states and counters.</summary>
        public LimitationScheme ImportScheme => _schemes[Import];

        /// <summary>The export limit's states and counters.</summary>
        public LimitationScheme ExportScheme => _schemes[Export];

        /// <summary>What was drawn in the settlement window, or null without a contract.</summary>
        public SettlementAverage? Contract => _settings.ContractW > 0 ? _contract : null;

        /// <summary>Takes new readings and inputs.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            int elapsedMs = _lastMs < 0 ? 0 : (int)(nowMs - _lastMs);
            _lastMs = nowMs;
            TakeInputs(nowMs);
            Prices.Step(nowMs);
            WantsConsumption = _delays.Step(Consumption, Prices.WantsConsumption ? 1 : 0, nowMs) == 1;
            Dimming.Step(nowMs);
            int powerW = PowerW();
            bool known = _supply.IsMeasured;
            if (_settings.ContractW > 0)
            {
                _contract.Step(elapsedMs, known ? powerW : _settings.ContractW);
                Judge(0, known, _contract.AllowedW(_settings.ContractW, ContractAhead), powerW, nowMs);
            }

            Dim(nowMs);
            bool timely = nowMs < _inputs.LimitsUntilMs;
            int importW = _delays.Step(Import, timely && _inputs.ImportLimitW != GridInputs.None ? _inputs.ImportLimitW : Nothing, nowMs);
            int exportW = _delays.Step(Export, ExportWish(timely), nowMs);
            Judge(2, known && importW != Nothing, importW, powerW, nowMs);
            Judge(3, known && exportW != Nothing, exportW, -powerW, nowMs);
            Agreed(known, nowMs);
        }

        /// <summary>States what holds while a limit's lock-out lasts.</summary>
        /// <param name="claims">Where it goes.</param>
        public void Claim(ClaimTable claims)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                if (_settings.ImportLimitA > 0 && ImportScheme.IsLockedOut && load.MostW > 0 && !load.Critical)
                {
                    claims.Narrow(Rank.Grid, i, load.LeastW, 0, ClaimTable.NoWish, Reason.LockedOut);
                }

                bool isAgreed = _settings.ExportLimitA >= 0;
                bool unknown = (isAgreed && ExportScheme.IsFailsafe) || (!_supply.IsMeasured && _delays.Effective(Export) != Nothing);
                bool lockedOut = isAgreed && ExportScheme.IsLockedOut;
                if ((unknown || lockedOut) && load.LeastW < 0)
                {
                    claims.Narrow(Rank.Grid, i, 0, load.MostW, ClaimTable.NoWish, lockedOut ? Reason.LockedOut : Reason.ExportLimit);
                }
            }
        }

        private static Constraint Make(Load[] loads, Reason reason, int phase, int direction)
        {
            var constraint = new Constraint(loads.Length, Rank.Grid, reason, phase, direction) { LagMs = ReadingLagMs };
            for (int i = 0; i < loads.Length; i++)
            {
                bool onIt = loads[i].ShareW(1000, phase) > 0;
                constraint.IsMember[i] = onIt && (direction > 0 ? loads[i].MostW > 0 : loads[i].LeastW < 0);
            }

            return constraint;
        }

        private int ExportWish(bool timely)
        {
            int limitW = timely && _inputs.ExportLimitW != GridInputs.None ? _inputs.ExportLimitW : Nothing;
            return Prices.ExportLimitW < limitW ? Prices.ExportLimitW : limitW;
        }

        private int PowerW()
        {
            int powerW = 0;
            for (int phase = 0; phase < _supplyCircuits.Length; phase++)
            {
                powerW += _readings.PowerMw[_supplyCircuits[phase]] / 1000;
            }

            return powerW;
        }

        private void TakeInputs(long nowMs)
        {
            if (_inputs.PricesCount != _pricesCount)
            {
                _pricesCount = _inputs.PricesCount;
                long validMs = _inputs.PricesUntilMs - nowMs;
                Prices.Forget();
                if (_inputs.ImportPrice != GridInputs.None)
                {
                    Prices.SetImport(_inputs.ImportPrice, validMs, nowMs);
                }

                if (_inputs.ExportPrice != GridInputs.None)
                {
                    Prices.SetExport(_inputs.ExportPrice, validMs, nowMs);
                }
            }

            if (_inputs.LimitsCount != _limitsCount)
            {
                _limitsCount = _inputs.LimitsCount;
                if (!_settings.CanBeDimmed || _inputs.DimmedW == GridInputs.None)
                {
                    Dimming.Release(nowMs);
                }
                else
                {
                    Dimming.Order(_inputs.DimmedW, _inputs.LimitsUntilMs - nowMs, nowMs);
                }
            }
        }

        private void Dim(long nowMs)
        {
            int devices = 0;
            int drawnW = 0;
            for (int i = 0; i < _loads.Length; i++)
            {
                if (_dimmable[i] && (_loads[i].IsOn || _loads[i].WantedW > 0))
                {
                    devices++;
                    drawnW += _draw.PowerW[i] > 0 ? _draw.PowerW[i] : 0;
                }
            }

            // A street that is dimmed or released must not move as one either.
            bool dimmed = _delays.Step(Dimmed, Dimming.State == DimmingState.Free ? 0 : 1, nowMs) != 0 && _settings.CanBeDimmed;
            int allowedW = !dimmed ? DimmingRule.Unlimited
                : Dimming.State == DimmingState.Free ? Dimming.LeastTotalW(devices) : Dimming.AllowedTotalW(devices);
            Judge(DimmedDevices, allowedW != DimmingRule.Unlimited, allowedW, drawnW, nowMs);
            int toldW = allowedW == DimmingRule.Unlimited ? 0 : allowedW;
            if (toldW != _dimmedToldW)
            {
                _dimmedToldW = toldW;
                _events.Add(nowMs, EventKind.Dimming, -1, 0, 0, toldW);
            }
        }

        /// <summary>The agreed limits: currents by phase, whose direction is the last second's.</summary>
        private void Agreed(bool known, long nowMs)
        {
            int phases = _supplyCircuits.Length;
            int importMa = 0;
            int exportMa = 0;
            for (int phase = 0; phase < phases; phase++)
            {
                int circuit = _supplyCircuits[phase];
                int currentMa = _readings.CurrentMa[circuit];
                bool exports = _readings.PowerMw[circuit] < 0;
                importMa = !exports && currentMa > importMa ? currentMa : importMa;
                exportMa = exports && currentMa > exportMa ? currentMa : exportMa;
                int signedW = (int)((long)currentMa * _nominalV / 1000) * (exports ? -1 : 1);
                Judge(4 + phase, known && _settings.ImportLimitA > 0, _settings.ImportLimitA * _nominalV, signedW, nowMs);
                Judge(4 + phases + phase, known && _settings.ExportLimitA >= 0, _settings.ExportLimitA * _nominalV, -signedW, nowMs);
            }

            if (_settings.ImportLimitA > 0)
            {
                Follow(Import, known ? importMa : LimitationScheme.Unknown, _settings.ImportLimitA * 1000, nowMs);
            }

            if (_settings.ExportLimitA >= 0)
            {
                Follow(Export, known ? exportMa : LimitationScheme.Unknown, _settings.ExportLimitA * 1000, nowMs);
            }
        }

        private void Follow(int direction, int currentMa, int limitMa, long nowMs)
        {
            var scheme = _schemes[direction];

            // What the meter may be wrong by is no excursion: a limit of zero would never be kept otherwise.
            scheme.Step(nowMs, currentMa, limitMa + (limitMa / 100) + 250);
            if (scheme.State != _told[direction])
            {
                _told[direction] = scheme.State;
                _events.Add(nowMs, EventKind.GridLimitState, -1, direction, (int)scheme.State, 0);
            }
        }

        /// <summary>How much room a limit leaves, and how urgent it is.</summary>
        private void Judge(int index, bool applies, int limitW, int valueW, long nowMs)
        {
            var constraint = _all[index];
            constraint.IsActive = applies;
            if (!applies)
            {
                constraint.Urgency = Urgency.None;
                _overSinceMs[index] = -1;
                return;
            }

            // Dimmed to its least a device must still be able to start: 6 A on three phases are 4140 W of the 4200 W.
            int marginW = limitW / 100 * (index == DimmedDevices ? 1 : MarginPercent);
            constraint.RoomW = limitW - marginW - valueW;
            constraint.StartMarginW = index == DimmedDevices ? 0 : marginW;
            if (valueW <= limitW)
            {
                _overSinceMs[index] = -1;
                constraint.Urgency = Urgency.None;
                return;
            }

            if (_overSinceMs[index] < 0)
            {
                _overSinceMs[index] = nowMs;
            }

            constraint.Urgency = nowMs - _overSinceMs[index] >= ShedAfterMs ? Urgency.Shed : Urgency.Modulate;
        }
    }
}

using System.Threading;
using MeterNode.Board.Files;
using MeterNode.Services.Planning;
using MeterNode.Services.Rates;
using MeterNode.Services.Storage;
using MeterNode.Services.Tariffs;

namespace MeterNode.Board.Planning
{
    /// <summary>
    /// The planning thread: has the prices of the slot that begins told to the control loop, has the loads planned, and keeps prices
    /// and plans on flash, so that a node without a broker goes on by the prices that it has. The control loop never waits for it.
    /// </summary>
    public sealed class PlanStore
    {
        /// <summary>Path of the record of prices, without the endings of its two files.</summary>
        public const string PricesPath = "I:\\prices";

        /// <summary>Path of the record of plans, without the endings of its two files.</summary>
        public const string PlanPath = "I:\\plan";

        /// <summary>The most saves of prices in a day, beyond <see cref="MostPriceSavesAtOnce"/>: what comes over the link must not wear the flash.</summary>
        public const int PriceSavesADay = 12;

        /// <summary>The most saves of prices in a row.</summary>
        public const int MostPriceSavesAtOnce = 4;

        /// <summary>Shortest time between two saves of the plans, ms.</summary>
        public const long PlanSavePeriodMs = 900000;

        private const int PricesKind = 0x5052;
        private const int PlanKind = 0x504C;
        private const int Schema = 1;
        private const int RestMs = 1000;
        private const int PaceMs = 20;
        private const long DayMs = 86400000;

        private readonly Tariff _tariff;
        private readonly Planner _planner;
        private readonly RecordFile _pricesFile;
        private readonly RecordFile _planFile;
        private readonly TokenBucket _priceSaves = new TokenBucket(MostPriceSavesAtOnce, DayMs / PriceSavesADay);
        private readonly byte[] _payload = new byte[PriceTable.MostBytes > Planner.MostBytes ? PriceTable.MostBytes : Planner.MostBytes];
        private readonly ByteWriter _writer;
        private int _savedVersion;
        private long _planSavedMs = -PlanSavePeriodMs;

        /// <summary>Makes the store.</summary>
        /// <param name="pricing">Prices and plans.</param>
        public PlanStore(Pricing pricing)
        {
            var crc = new Crc32();
            _tariff = pricing.Tariff;
            _planner = pricing.Planner;
            _pricesFile = new RecordFile(PricesPath, crc, PricesKind, Schema, PriceTable.MostBytes);
            _planFile = new RecordFile(PlanPath, crc, PlanKind, Schema, Planner.MostBytes);
            _writer = new ByteWriter(_payload);
        }

        /// <summary>Reads what was kept; before the threads start.</summary>
        public void Load()
        {
            var prices = Read(_pricesFile);
            if (prices != null)
            {
                _tariff.Read(prices);
            }

            var plan = Read(_planFile);
            if (plan != null)
            {
                _planner.Read(plan);
            }
        }

        /// <summary>Starts the planning thread.</summary>
        public void Start()
        {
            new Thread(Run).Start();
        }

        private static ByteReader? Read(RecordFile file)
        {
            var state = file.Load(null);
            if (state != RecordState.Whole && state != RecordState.OneCopy)
            {
                // Prices come again with the next message, and a plan that is lost begins its day anew: nothing to tell anybody.
                return null;
            }

            var reader = new ByteReader(file.Image);
            reader.Reset(file.Image, RecordFormat.HeaderBytes, file.Length);
            return reader;
        }

        private void Run()
        {
            while (true)
            {
                long nowMs = BoardClock.NowMs;
                _tariff.Step(nowMs);
                bool isMore = _planner.Step(nowMs);
                Save(nowMs);
                Thread.Sleep(isMore ? PaceMs : RestMs);
            }
        }

        private void Save(long nowMs)
        {
            int version = _tariff.Version;
            if (version != _savedVersion && _priceSaves.TryTake(nowMs, 0))
            {
                // One that fails is not repeated before the next change: it would only wear out what is left of the flash.
                _savedVersion = version;
                _writer.Reset(_payload, 0, _payload.Length);
                _tariff.Write(_writer);
                _pricesFile.Save(_payload, _writer.Length);
            }

            if (nowMs - _planSavedMs >= PlanSavePeriodMs && _planner.IsUnsaved)
            {
                _planSavedMs = nowMs;
                _writer.Reset(_payload, 0, _payload.Length);
                _planner.Write(_writer);
                if (_planFile.Save(_payload, _writer.Length))
                {
                    _planner.Saved();
                }
            }
        }
    }
}

using MeterNode.Core.Metering;
using nanoFramework.Hardware.Esp32;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// Visits that take nothing for granted: each transfer is retried and its outcome noted with the sample. They are taken in
    /// free-running mode, after a failure, and about once a second to look whether a chip without a reference is ready.
    /// </summary>
    internal sealed class CarefulVisits
    {
        // From the read of a free-running chip back to the middle of the conversion: half of it, and half a period of age.
        private const int ReadToReadingUs = 624;
        private const int MostPolls = 3;

        private readonly SamplingMode _mode;

        /// <summary>Makes the visits.</summary>
        /// <param name="mode">How the chips are made to convert.</param>
        public CarefulVisits(SamplingMode mode)
        {
            _mode = mode;
        }

        /// <summary>Whether anything went wrong since this was last cleared.</summary>
        public bool Failed { get; set; }

        /// <summary>Visits a chip without a reference.</summary>
        /// <param name="block">Where the sample goes.</param>
        /// <param name="front">The chip.</param>
        /// <param name="visit">Place of the sample.</param>
        /// <param name="probes">Whether the chip is asked for its ready bit.</param>
        public void Visit(SampleBlock block, Ina219Front front, int visit, bool probes)
        {
            bool isFresh = front.IsStarted;
            if (isFresh && probes && _mode == SamplingMode.Triggered)
            {
                front.ReadBusMv();
                isFresh = front.Status != SampleStatus.Ok || front.IsReady;
            }

            Take(block, front, visit, isFresh);
        }

        /// <summary>Visits a chip with a reference.</summary>
        /// <param name="block">Where the samples go.</param>
        /// <param name="front">The chip.</param>
        /// <param name="visit">Place of its current's sample.</param>
        /// <param name="bus">Place of its voltage's sample.</param>
        /// <returns>Whether both samples are good.</returns>
        public bool VisitWithBus(SampleBlock block, Ina219Front front, int visit, int bus)
        {
            bool isFresh = front.IsStarted;
            int busMv = front.ReadBusMv();
            for (int i = 0; i < MostPolls && front.Status == SampleStatus.Ok && isFresh && !front.IsReady; i++)
            {
                busMv = front.ReadBusMv();
            }

            block.BusMv[bus] = busMv;
            var status = front.Status;
            block.Status[bus] = status != SampleStatus.Ok ? status : isFresh && front.IsReady ? SampleStatus.Ok : SampleStatus.NotReady;
            Failed |= block.Status[bus] != SampleStatus.Ok;
            if (_mode == SamplingMode.Continuous)
            {
                block.TimeUs[bus] = (long)HighResTimer.GetCurrent() - ReadToReadingUs - Ina219Front.ConversionUs - (Ina219Front.ConversionUs / 2);
            }
            else
            {
                // The bus input is converted right behind the shunt.
                block.TimeUs[bus] = front.StartedUs + Ina219Front.ConversionUs;
            }

            Take(block, front, visit, isFresh && (status != SampleStatus.Ok || front.IsReady));
            return block.Status[bus] == SampleStatus.Ok && block.Status[visit] == SampleStatus.Ok;
        }

        private void Take(SampleBlock block, Ina219Front front, int visit, bool isFresh)
        {
            block.ShuntUv[visit] = front.ReadShuntUv();
            var status = front.Status;
            block.Status[visit] = status != SampleStatus.Ok ? status : isFresh ? SampleStatus.Ok : SampleStatus.NotReady;
            Failed |= block.Status[visit] != SampleStatus.Ok;
            if (_mode == SamplingMode.Continuous)
            {
                long ageUs = (front.WithBus ? 2 : 1) * Ina219Front.ConversionUs / 2;
                block.TimeUs[visit] = (long)HighResTimer.GetCurrent() - ReadToReadingUs - ageUs - (Ina219Front.ConversionUs / 2);
                if (status != SampleStatus.Ok)
                {
                    front.Start();
                }

                return;
            }

            block.TimeUs[visit] = front.StartedUs;
            Failed |= !front.Start();
            front.StartedUs = (long)HighResTimer.GetCurrent();
        }
    }
}

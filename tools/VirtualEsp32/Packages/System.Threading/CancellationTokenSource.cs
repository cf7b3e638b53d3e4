using System;
using System.Threading;

namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's <c>System.Threading.CancellationTokenSource</c>, with its delays on the virtual clock.</summary>
    public class CancellationTokenSource : IDisposable
    {
        private readonly System.Threading.CancellationTokenSource _source = new System.Threading.CancellationTokenSource();
        private int _timer;
        private bool _disposed;

        /// <summary>Makes a source that is cancelled by <see cref="Cancel"/> only.</summary>
        public CancellationTokenSource()
        {
        }

        /// <summary>Makes a source that is cancelled after a while.</summary>
        /// <param name="millisecondsDelay">ms; -1 never.</param>
        public CancellationTokenSource(int millisecondsDelay)
        {
            CancelAfter(millisecondsDelay);
        }

        /// <summary>Makes a source that is cancelled after a while.</summary>
        /// <param name="delay">The while.</param>
        public CancellationTokenSource(TimeSpan delay)
            : this((int)(delay.Ticks / TimeSpan.TicksPerMillisecond))
        {
        }

        public bool IsCancellationRequested => _source.IsCancellationRequested;

        public CancellationToken Token => _source.Token;

        /// <summary>Cancels now.</summary>
        public void Cancel()
        {
            _timer++;
            _source.Cancel();
        }

        /// <summary>Cancels after a while; replaces an earlier delay.</summary>
        /// <param name="millisecondsDelay">ms; -1 never.</param>
        public void CancelAfter(int millisecondsDelay)
        {
            int timer = ++_timer;
            if (millisecondsDelay >= 0)
            {
                var scheduler = VirtualBoard.Current.Scheduler;
                scheduler.At(scheduler.NowUs + Thread.TicksUs(millisecondsDelay), () =>
                {
                    if (timer == _timer && !_disposed)
                    {
                        _source.Cancel();
                    }
                });
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _disposed = true;
            _source.Dispose();
        }
    }
}

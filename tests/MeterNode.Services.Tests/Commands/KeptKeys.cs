using MeterNode.Services.Commands;

namespace MeterNode.Services.Tests.Commands
{
    /// <summary>A key of zeros and its counter, in memory.</summary>
    internal sealed class KeptKeys : ICommandKeys
    {
        public byte[]? Key { get; private set; } = new byte[CommandSignature.Bytes];

        public long Counter { get; private set; }

        /// <summary>Whether nothing can be saved.</summary>
        public bool Fails { get; set; }

        public bool TryTake(long counter)
        {
            Counter = Fails ? Counter : counter;
            return !Fails;
        }

        public bool TryRotate(byte[] key, long counter)
        {
            Key = Fails ? Key : key;
            return TryTake(counter);
        }
    }
}

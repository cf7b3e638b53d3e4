using MeterNode.Services.Commands;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>Key and counter in memory; the key is the bytes 0 to 31.</summary>
    internal sealed class HeldKeys : ICommandKeys
    {
        public HeldKeys()
        {
            Key = new byte[CommandSignature.Bytes];
            for (int i = 0; i < Key.Length; i++)
            {
                Key[i] = (byte)i;
            }
        }

        public byte[]? Key { get; set; }

        public long Counter { get; set; }

        public bool Fails { get; set; }

        public bool TryTake(long counter)
        {
            if (!Fails)
            {
                Counter = counter;
            }

            return !Fails;
        }

        public bool TryRotate(byte[] key, long counter)
        {
            if (!Fails)
            {
                Key = key;
                Counter = counter;
            }

            return !Fails;
        }
    }
}

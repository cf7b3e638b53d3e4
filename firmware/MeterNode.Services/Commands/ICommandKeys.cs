namespace MeterNode.Services.Commands
{
    /// <summary>The node's command key and the counter of the last command, as they are kept over restarts.</summary>
    public interface ICommandKeys
    {
        /// <summary>The key in use, 32 bytes; null where there is none. Never told to anybody.</summary>
        byte[]? Key { get; }

        /// <summary>The highest counter ever acted upon, 0 to 2^63-1.</summary>
        long Counter { get; }

        /// <summary>Makes a counter durable, before its command is acted upon.</summary>
        /// <param name="counter">Higher than <see cref="Counter"/>.</param>
        /// <returns>Whether no restart, power cut or damaged file can forget it; if not, nothing may be done.</returns>
        bool TryTake(long counter);

        /// <summary>Puts another key in the place of the one in use, together with the counter of the command that asked for it.</summary>
        /// <param name="key">The new one, 32 bytes.</param>
        /// <param name="counter">Higher than <see cref="Counter"/>.</param>
        /// <returns>Whether it is durable; if not, the old key stays.</returns>
        bool TryRotate(byte[] key, long counter);
    }
}

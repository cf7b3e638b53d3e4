namespace MeterNode.Services.Commands
{
    /// <summary>Why a command was refused. The first seven are the gate's, in the order of its checks.</summary>
    public enum CommandRefusal
    {
        /// <summary>It was not.</summary>
        None,

        /// <summary>The node has no key.</summary>
        NoKey,

        /// <summary>More bytes than a message may have.</summary>
        Oversize,

        /// <summary>Not of the form <c>hmac.counter.expiry.body</c>.</summary>
        Malformed,

        /// <summary>Not signed with the node's key for this topic.</summary>
        BadSignature,

        /// <summary>The same, after too many of them in a row.</summary>
        SlowedDown,

        /// <summary>The counter is not above that of the last command.</summary>
        Replayed,

        /// <summary>Its time is over.</summary>
        Expired,

        /// <summary>Signed, but no command that the node knows.</summary>
        BadCommand,

        /// <summary>The counter, the key or the settings cannot be made durable: nothing was done.</summary>
        NotSaved,

        /// <summary>A part of the settings that does not follow the ones before, or settings whose checksum is another.</summary>
        BadPart,

        /// <summary>Settings that the node cannot run with.</summary>
        BadSettings,
    }
}

namespace nanoFramework.Runtime.Native
{
    /// <summary>What a reboot goes into.</summary>
    public enum RebootOption
    {
        /// <summary>A reset of the processor.</summary>
        NormalReboot = 0,

        /// <summary>The boot loader of targets that have one.</summary>
        EnterNanoBooter = 1,

        /// <summary>A restart of the runtime alone.</summary>
        ClrOnly = 2,

        /// <summary>The chip maker's boot loader.</summary>
        EnterProprietaryBooter = 8,
    }
}

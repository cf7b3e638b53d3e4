namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's <c>System.Threading.AutoResetEvent</c> on the virtual clock.</summary>
    public sealed class AutoResetEvent : WaitHandle
    {
        /// <summary>Creates the event.</summary>
        /// <param name="initialState">Whether it is set already.</param>
        public AutoResetEvent(bool initialState)
            : base(initialState, autoReset: true)
        {
        }

        /// <summary>Lets one waiting thread go on.</summary>
        public bool Set()
        {
            return SetCore();
        }

        /// <summary>Takes the signal back.</summary>
        public bool Reset()
        {
            return ResetCore();
        }
    }
}

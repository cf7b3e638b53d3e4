namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's <c>System.Threading.ManualResetEvent</c> on the virtual clock.</summary>
    public sealed class ManualResetEvent : WaitHandle
    {
        /// <summary>Creates the event.</summary>
        /// <param name="initialState">Whether it is set already.</param>
        public ManualResetEvent(bool initialState)
            : base(initialState, autoReset: false)
        {
        }

        /// <summary>Lets every waiting thread go on until it is reset.</summary>
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

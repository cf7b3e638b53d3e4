namespace nanoFramework.Runtime.Events
{
    /// <summary>What the events of the platform have in common.</summary>
    public class BaseEvent
    {
        /// <summary>Number of the event within its source.</summary>
        public byte Message;

        /// <summary>Number of the source.</summary>
        public ushort Source;
    }
}

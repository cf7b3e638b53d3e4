using MeterNode.Services.Storage;

namespace MeterNode.Services.Outboxes
{
    /// <summary>
    /// Whose records these are: numbers rise over restarts within one series, and begin again in another where the flash was
    /// formatted. Set before the first record is offered, and not changed afterwards.
    /// </summary>
    public sealed class OutboxIdentity
    {
        /// <summary>The series of records that are stored; 8 hexadecimal digits.</summary>
        public string Series { get; set; } = "00000000";

        /// <summary>The series of records that go from memory because they could not be stored: another one with every start.</summary>
        public string MemorySeries { get; set; } = "00000000";

        /// <summary>Which start of the node this is, from 1; counted since the flash was formatted.</summary>
        public int Boot { get; set; } = 1;

        /// <summary>Names of the circuits by start.</summary>
        public CircuitNames Names { get; } = new CircuitNames();
    }
}

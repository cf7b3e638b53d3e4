using MeterNode.Services.Storage;

namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>
    /// What a Home Assistant may know of the node. As a record on flash: the entities on one topic, and, where there were any, those on
    /// an earlier one.
    /// </summary>
    public sealed class AnnouncementRecord
    {
        /// <summary>The largest record, bytes.</summary>
        public static readonly int MostBytes =
            AnnouncedEntities.MostBytes(2 * AnnouncedEntities.MostOfAHome) + AnnouncedEntities.MostBytes(AnnouncedEntities.MostOfAHome);

        /// <summary>What was announced on the topic that is named in it: what the node has, and what it has dropped since.</summary>
        public AnnouncedEntities Current { get; private set; } = new AnnouncedEntities(2 * AnnouncedEntities.MostOfAHome);

        /// <summary>What was announced on the topic before that, under another id or prefix; all of it is dropped.</summary>
        public AnnouncedEntities Earlier { get; } = new AnnouncedEntities(AnnouncedEntities.MostOfAHome);

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            Current.Clear();
            Earlier.Clear();
        }

        /// <summary>Makes the node one of another topic: what it had is that of an earlier one.</summary>
        /// <param name="topic">Where it announces now; empty for nowhere.</param>
        public void MoveTo(string topic)
        {
            var back = new AnnouncedEntities(2 * AnnouncedEntities.MostOfAHome);
            if (Earlier.Topic == topic)
            {
                back.Copy(Earlier);
            }

            if (Current.Count > 0)
            {
                Earlier.Copy(Current);
            }

            Current = back;
        }

        /// <summary>Reads a record.</summary>
        /// <returns>Whether it was one; otherwise this is empty.</returns>
        public bool Read(ByteReader reader)
        {
            Clear();
            if (Current.Read(reader) && (reader.Remaining == 0 || (Earlier.Read(reader) && reader.Remaining == 0)))
            {
                return true;
            }

            Clear();
            return false;
        }

        /// <summary>Writes the record.</summary>
        public void Write(ByteWriter writer)
        {
            Current.Write(writer);
            if (Earlier.Count > 0)
            {
                Earlier.Write(writer);
            }
        }
    }
}

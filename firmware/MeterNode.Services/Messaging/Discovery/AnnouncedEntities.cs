using MeterNode.Core.Loads;
using MeterNode.Core.Settings;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>
    /// Which entities were announced to Home Assistant, and where: what has to be remembered to take them back when the settings
    /// have dropped them. In a record: the topic, and kind, entities (16 bits) and name of each subject.
    /// </summary>
    public sealed class AnnouncedEntities
    {
        /// <summary>The most subjects that one home has: itself, circuits, channels and loads.</summary>
        public const int MostOfAHome = 1 + NodeSettings.MostCircuits + NodeSettings.MostDcChannels + NodeSettings.MostLoads;

        private const int HeadBytes = 257;
        private const int SubjectBytes = 4 + JsonSection.LongestName;
        private const string Tail = "/config";

        private readonly SubjectKind[] _kinds;
        private readonly int[] _entities;
        private readonly string[] _names;

        /// <summary>Makes it empty.</summary>
        /// <param name="mostSubjects">So many subjects find room; what comes after them is forgotten.</param>
        public AnnouncedEntities(int mostSubjects)
        {
            _kinds = new SubjectKind[mostSubjects];
            _entities = new int[mostSubjects];
            _names = new string[mostSubjects];
        }

        /// <summary>The topic on which they were announced; empty for none.</summary>
        public string Topic { get; private set; } = "";

        /// <summary>The identifier of the device that they are of, as the topic names it.</summary>
        public string Device
        {
            get
            {
                int end = Topic.Length - Tail.Length;
                int start = end;
                while (start > 0 && Topic[start - 1] != '/')
                {
                    start--;
                }

                return end > 0 ? Topic.Substring(start, end - start) : "";
            }
        }

        /// <summary>How many subjects there are.</summary>
        public int Count { get; private set; }

        /// <summary>What a subject is.</summary>
        public SubjectKind KindOf(int subject)
        {
            return _kinds[subject];
        }

        /// <summary>Name of a subject; empty for the node.</summary>
        public string NameOf(int subject)
        {
            return _names[subject];
        }

        /// <summary>The entities of a subject, one bit each.</summary>
        public int EntitiesOf(int subject)
        {
            return _entities[subject];
        }

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            Topic = "";
            Count = 0;
        }

        /// <summary>Takes what the settings have.</summary>
        /// <param name="settings">Circuits and channels.</param>
        /// <param name="loads">The loads.</param>
        /// <param name="topic">Where it is announced.</param>
        public void Take(NodeSettings settings, Load[] loads, string topic)
        {
            Topic = topic;
            Count = 0;
            Add(SubjectKind.Node, "", Entities.OfNode(settings));
            for (int i = 0; i < settings.Circuits.Length; i++)
            {
                Add(SubjectKind.Circuit, settings.Circuits[i].Name, Entities.OfAny(SubjectKind.Circuit));
            }

            for (int i = 0; i < settings.DcChannels.Length; i++)
            {
                Add(SubjectKind.DcChannel, settings.DcChannels[i].Name, Entities.OfAny(SubjectKind.DcChannel));
            }

            for (int i = 0; i < loads.Length; i++)
            {
                Add(SubjectKind.Load, loads[i].Name, Entities.OfLoad(settings, loads[i]));
            }
        }

        /// <summary>Becomes like another.</summary>
        public void Copy(AnnouncedEntities other)
        {
            Clear();
            Topic = other.Topic;
            Add(other);
        }

        /// <summary>Adds what another has and this has not, as far as there is room.</summary>
        public void Add(AnnouncedEntities other)
        {
            for (int i = 0; i < other.Count; i++)
            {
                Add(other._kinds[i], other._names[i], other._entities[i]);
            }
        }

        /// <summary>Takes away what another has.</summary>
        public void Remove(AnnouncedEntities other)
        {
            int count = 0;
            for (int i = 0; i < Count; i++)
            {
                int left = _entities[i] & ~other.Find(_kinds[i], _names[i]);
                if (left != 0)
                {
                    _kinds[count] = _kinds[i];
                    _names[count] = _names[i];
                    _entities[count++] = left;
                }
            }

            Count = count;
        }

        /// <summary>Whether this has every entity that another has.</summary>
        public bool Has(AnnouncedEntities other)
        {
            for (int i = 0; i < other.Count; i++)
            {
                if ((other._entities[i] & ~Find(other._kinds[i], other._names[i])) != 0)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>The most bytes of as many subjects in a record.</summary>
        internal static int MostBytes(int subjects)
        {
            return HeadBytes + (subjects * SubjectBytes);
        }

        /// <summary>Reads its part of a record.</summary>
        /// <returns>Whether it was one; otherwise this is empty.</returns>
        public bool Read(ByteReader reader)
        {
            Clear();
            string topic = reader.GetText();
            int count = reader.GetByte();
            bool isGood = !reader.Failed && count <= _kinds.Length;
            for (int i = 0; isGood && i < count; i++)
            {
                int kind = reader.GetByte();
                int entities = reader.GetByte();
                entities |= reader.GetByte() << 8;
                string name = reader.GetText();
                isGood = !reader.Failed && name.Length <= JsonSection.LongestName && kind < Entities.Kinds && entities < 1 << Entities.CountOf((SubjectKind)kind);
                if (isGood)
                {
                    Add((SubjectKind)kind, name, entities);
                }
            }

            if (!isGood || reader.Failed)
            {
                Clear();
                return false;
            }

            Topic = topic;
            return true;
        }

        /// <summary>Writes its part of a record.</summary>
        public void Write(ByteWriter writer)
        {
            writer.PutText(Topic);
            writer.PutByte(Count);
            for (int i = 0; i < Count; i++)
            {
                writer.PutByte((int)_kinds[i]);
                writer.PutByte(_entities[i] & 0xFF);
                writer.PutByte(_entities[i] >> 8);
                writer.PutText(_names[i]);
            }
        }

        /// <returns>The entities of a subject, one bit each; 0 for a subject that is not known.</returns>
        private int Find(SubjectKind kind, string name)
        {
            int at = IndexOf(kind, name);
            return at < 0 ? 0 : _entities[at];
        }

        private int IndexOf(SubjectKind kind, string name)
        {
            for (int i = 0; i < Count; i++)
            {
                if (_kinds[i] == kind && _names[i] == name)
                {
                    return i;
                }
            }

            return -1;
        }

        private void Add(SubjectKind kind, string name, int entities)
        {
            int at = IndexOf(kind, name);
            if (at < 0 && Count < _kinds.Length)
            {
                at = Count++;
                _kinds[at] = kind;
                _names[at] = name;
                _entities[at] = 0;
            }

            if (at >= 0)
            {
                _entities[at] |= entities;
            }
        }
    }
}

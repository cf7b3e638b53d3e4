namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Powers that loads are told by message: written by the control loop, published by the link's thread when it can. A load whose
    /// message is late is seen in its own readings, never waited for.
    /// </summary>
    public sealed class SetPoints
    {
        private readonly int[] _powerW;
        private readonly int[] _sequence;

        /// <summary>Makes it: nothing has been told.</summary>
        /// <param name="loads">How many loads.</param>
        public SetPoints(int loads)
        {
            _powerW = new int[loads];
            _sequence = new int[loads];
        }

        /// <summary>How many loads there are.</summary>
        public int Count => _powerW.Length;

        /// <summary>Rises with every change of any set-point.</summary>
        public int Changes { get; private set; }

        /// <summary>Tells a load its power. The control loop only.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="powerW">W; negative to give.</param>
        public void Tell(int load, int powerW)
        {
            if (_sequence[load] == 0 || _powerW[load] != powerW)
            {
                _powerW[load] = powerW;
                _sequence[load]++;
                Changes++;
            }
        }

        /// <summary>What a load is told, W.</summary>
        public int PowerW(int load)
        {
            return _powerW[load];
        }

        /// <summary>Rises with every change; 0 before the first.</summary>
        public int Sequence(int load)
        {
            return _sequence[load];
        }
    }
}

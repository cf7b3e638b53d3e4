using System.Runtime.CompilerServices;
using VirtualEsp32;

namespace nanoFramework.Runtime.Native
{
    /// <summary>
    /// The subscribers of <see cref="Power.OnRebootEvent"/> of one board. Static on the platform, where a reboot clears them: here
    /// they belong to a start of a board.
    /// </summary>
    internal sealed class RebootHandlers
    {
        private static readonly ConditionalWeakTable<VirtualBoard, RebootHandlers> s_all =
            new ConditionalWeakTable<VirtualBoard, RebootHandlers>();

        private RebootEventHandler? _handlers;
        private int _boot;

        internal static RebootEventHandler? Current
        {
            get
            {
                var board = VirtualBoard.Current;
                var own = s_all.GetOrCreateValue(board);
                return own._boot == board.Boots ? own._handlers : null;
            }

            set
            {
                var board = VirtualBoard.Current;
                var own = s_all.GetOrCreateValue(board);
                own._boot = board.Boots;
                own._handlers = value;
            }
        }
    }
}

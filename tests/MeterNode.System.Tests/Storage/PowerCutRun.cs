using System;
using System.Collections.Generic;
using VirtualEsp32;
using VirtualEsp32.Storage;
using Xunit;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>
    /// Runs firmware once for each of its file operations, with the power going at that very operation; and for each that makes a
    /// file durable twice more, leaving the file empty and torn. After each the board starts again, and a check runs.
    /// </summary>
    internal static class PowerCutRun
    {
        /// <summary>Runs everything.</summary>
        /// <param name="world">Prepares the board and gives script and check; called for every run.</param>
        /// <returns>How many runs there were.</returns>
        internal static int Everywhere(Func<VirtualBoard, CutMode, (Action Script, Action Check)> world)
        {
            var commits = new Dictionary<long, byte[]>();
            var paths = new Dictionary<long, string>();
            long operations = Once(world, -1, CutMode.Old, Array.Empty<byte>(), (board, operation) =>
            {
                if (operation.Kind == FlashOperationKind.Commit)
                {
                    commits[operation.Index] = board.Flash.ReadFile(operation.Path);
                    paths[operation.Index] = operation.Path;
                }
            });
            int runs = 1;
            for (long at = 0; at < operations; at++)
            {
                Once(world, at, CutMode.Old, Array.Empty<byte>(), null);
                runs++;
                if (commits.TryGetValue(at, out byte[]? content))
                {
                    Once(world, at, CutMode.Empty, Array.Empty<byte>(), null);
                    Once(world, at, CutMode.Torn, content[..(content.Length / 2)], null);
                    runs += 2;
                }
            }

            return runs;
        }

        private static long Once(
            Func<VirtualBoard, CutMode, (Action Script, Action Check)> world,
            long cutAt,
            CutMode mode,
            byte[] left,
            Action<VirtualBoard, FlashOperation>? finished)
        {
            var board = new VirtualBoard(DateTime.UnixEpoch, 1);
            var (script, check) = world(board, mode);
            bool isChecking = false;
            string cutPath = string.Empty;
            board.Flash.OperationStarting += operation =>
            {
                if (operation.Index == cutAt)
                {
                    cutPath = operation.Path;
                    board.PowerOff();
                }
            };
            if (finished is not null)
            {
                board.Flash.OperationFinished += operation => finished(board, operation);
            }

            board.PowerOn(() => (isChecking ? check : script)());
            board.RunFor(TimeSpan.FromHours(1));
            long operations = board.Flash.Operations;
            Assert.Equal(cutAt >= 0, cutPath.Length > 0);
            if (mode != CutMode.Old)
            {
                board.Flash.WriteFile(cutPath, left);
            }

            isChecking = true;
            if (cutAt >= 0)
            {
                board.PowerBack();
            }
            else
            {
                board.Reset(VirtualEsp32.Kernel.ResetCause.Software);
            }

            try
            {
                board.RunFor(TimeSpan.FromHours(1));
            }
            catch (InvalidOperationException failure)
            {
                throw new InvalidOperationException($"Power cut at operation {cutAt} ({cutPath}), {mode}.", failure.InnerException);
            }

            Assert.Equal(2, board.Boots);
            return operations;
        }
    }
}

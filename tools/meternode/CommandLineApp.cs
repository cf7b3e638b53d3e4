using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Text;
using System.Threading;
using MeterNode.Cli.Calibrating;
using MeterNode.Cli.Commanding;
using MeterNode.Cli.Flashing;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Monitoring;
using MeterNode.Cli.NfConfig;
using MeterNode.Cli.Provisioning;
using MeterNode.Cli.Settings;
using MeterNode.Cli.Simulation;
using MeterNode.Cli.Waveforms;
using Spectre.Console;
using VirtualHome.Description;
using VirtualHome.Traces;

namespace MeterNode.Cli
{
    /// <summary>The whole command line: its commands, and what becomes of their errors.</summary>
    public static class CommandLineApp
    {
        private const string Name = "meternode";

        // Wide enough for every table where the width of the reader's screen is not known.
        private const int PlainWidth = 110;

        /// <summary>Runs a command line on the process's own console.</summary>
        /// <param name="args">The command line.</param>
        /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
        public static int Invoke(string[] args)
        {
            if (!Console.IsOutputRedirected)
            {
                Console.OutputEncoding = Encoding.UTF8;
                return Invoke(args, AnsiConsole.Console, Console.Out, Console.Error);
            }

            return Invoke(args, Console.Out, Console.Error);
        }

        /// <summary>Runs a command line without a terminal.</summary>
        /// <param name="args">The command line.</param>
        /// <param name="output">What is standard output otherwise.</param>
        /// <param name="error">What is standard error otherwise.</param>
        /// <param name="cancel">Ends it early, as Ctrl+C does.</param>
        /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
        public static int Invoke(string[] args, TextWriter output, TextWriter error, CancellationToken cancel = default)
        {
            ArgumentNullException.ThrowIfNull(output);
            var console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            });
            console.Profile.Width = PlainWidth;
            return Invoke(args, console, output, error, cancel);
        }

        /// <summary>Runs a command line on a console of one's own.</summary>
        /// <param name="args">The command line.</param>
        /// <param name="console">For tables and live views.</param>
        /// <param name="output">For plain text.</param>
        /// <param name="error">For the line that says what is wrong.</param>
        /// <param name="cancel">Ends it early, as Ctrl+C does.</param>
        /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
        public static int Invoke(string[] args, IAnsiConsole console, TextWriter output, TextWriter error, CancellationToken cancel = default)
        {
            ArgumentNullException.ThrowIfNull(args);
            ArgumentNullException.ThrowIfNull(console);
            ArgumentNullException.ThrowIfNull(output);
            ArgumentNullException.ThrowIfNull(error);

            var verbose = new Option<bool>("--verbose") { Description = "Show the details of an unexpected error.", Recursive = true };
            var parsed = Root(new Shell(console, output, error), verbose).Parse(args);
            if (parsed.Errors.Count > 0)
            {
                return Say(error, ParseProblem.Describe(parsed), ExitCode.BadInput);
            }

            try
            {
                var configuration = new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
                };
                return parsed.InvokeAsync(configuration, cancel).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                return Say(error, "stopped", ExitCode.Stopped);
            }
            catch (Exception problem) when (problem is InputException or HomeFormatException or TraceFormatException or NfConfigException)
            {
                return Say(error, problem.Message, ExitCode.BadInput);
            }
            catch (Exception failure)
            {
                string details = parsed.GetValue(verbose) ? Environment.NewLine + failure : " (--verbose shows the details)";
                return Say(error, "unexpected error: " + OneLine.Of(failure.Message) + details, ExitCode.Unexpected, oneLine: false);
            }
        }

        private static Command Root(Shell shell, Option<bool> verbose)
        {
            // Not a RootCommand: that one goes by the name of the process, whatever hosts it.
            return new Command(Name, "MeterNode: simulate, watch, calibrate, check, provision and flash energy nodes.")
            {
                SimulateCommand.Create(shell),
                MonitorCommand.Create(shell),
                CalibrateCommand.Create(shell),
                WaveformCommand.Create(shell),
                CommandCommand.Create(shell),
                NanoffCommand.Create(shell),
                CheckSettingsCommand.Create(shell),
                ProvisionCommand.Create(shell),
                verbose,
                new HelpOption(),
                new VersionOption(),
            };
        }

        private static int Say(TextWriter error, string problem, int exitCode, bool oneLine = true)
        {
            error.WriteLine(Name + ": " + (oneLine ? OneLine.Of(problem) : problem));
            error.Flush();
            return exitCode;
        }
    }
}

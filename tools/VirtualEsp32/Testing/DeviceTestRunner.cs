using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using nanoFramework.TestFramework;

namespace VirtualEsp32.Testing
{
    /// <summary>
    /// Runs device tests (classes under <see cref="TestClassAttribute"/>) on the PC, one at a time, so that another test framework
    /// can show each as a row of its own. As on the platform, methods are called without the constructor of their class having
    /// run, setup runs once before the first test of its class and cleanup once after the last one. The tests run outside any
    /// virtual board.
    /// </summary>
    public sealed class DeviceTestRunner : IDisposable
    {
        private readonly object _gate = new object();
        private readonly List<DeviceTest> _tests = new List<DeviceTest>();
        private readonly Dictionary<Type, ClassRun> _running = new Dictionary<Type, ClassRun>();

        /// <summary>Finds the device tests of an assembly.</summary>
        /// <param name="assembly">Where they are.</param>
        public DeviceTestRunner(Assembly assembly)
        {
            foreach (var type in assembly.GetTypes().Where(type => type.IsClass && Has<TestClassAttribute>(type)))
            {
                // The platform's launcher runs the plain tests of a class first, then those with data rows.
                var methods = type.GetMethods();
                foreach (var method in methods.Where(method => Has<TestMethodAttribute>(method) && !Has<DataRowAttribute>(method)))
                {
                    _tests.Add(new DeviceTest(type, method, null, 0));
                }

                foreach (var method in methods)
                {
                    var rows = method.GetCustomAttributes<DataRowAttribute>().ToArray();
                    for (int i = 0; i < rows.Length; i++)
                    {
                        _tests.Add(new DeviceTest(type, method, rows[i].MethodParameters, i));
                    }
                }
            }
        }

        /// <summary>The tests, in the order in which the platform runs them.</summary>
        public IEnumerable<DeviceTest> Tests => _tests;

        /// <summary>Runs a test by its name.</summary>
        /// <param name="displayName">Its <see cref="DeviceTest.DisplayName"/>.</param>
        /// <exception cref="ArgumentException">There is no such test.</exception>
        public DeviceTestResult Run(string displayName)
        {
            var test = _tests.Find(test => test.DisplayName == displayName);
            return Run(test ?? throw new ArgumentException("No device test has this name.", nameof(displayName)));
        }

        /// <summary>Runs a test, with the setup and the cleanup of its class when they are due.</summary>
        /// <param name="test">One of <see cref="Tests"/>.</param>
        public DeviceTestResult Run(DeviceTest test)
        {
            lock (_gate)
            {
                var board = VirtualBoard.EnterThread(null);
                try
                {
                    if (!_running.TryGetValue(test.Class, out var run))
                    {
                        run = Begin(test.Class);
                    }

                    var result = run.Obstacle ?? Invoke(test.Method, test.Row);
                    run.Remaining.Remove(test);
                    return run.Remaining.Count > 0 ? result : End(test.Class, run) ?? result;
                }
                finally
                {
                    VirtualBoard.EnterThread(board);
                }
            }
        }

        /// <summary>Runs the cleanup of classes of which some tests were left out.</summary>
        /// <exception cref="InvalidOperationException">A cleanup failed.</exception>
        public void Dispose()
        {
            lock (_gate)
            {
                foreach (var (type, run) in _running.ToArray())
                {
                    var failed = End(type, run);
                    if (failed is not null)
                    {
                        throw new InvalidOperationException(failed.Message, failed.Failure);
                    }
                }
            }
        }

        private static bool Has<T>(MemberInfo member)
            where T : Attribute
        {
            return member.IsDefined(typeof(T), inherit: true);
        }

        private static DeviceTestResult Invoke(MethodInfo method, object?[]? arguments)
        {
            try
            {
                // No constructor runs on the platform either.
                object? instance = method.IsStatic ? null : RuntimeHelpers.GetUninitializedObject(method.ReflectedType!);
                method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
                return new DeviceTestResult(DeviceTestOutcome.Passed, string.Empty, null);
            }
            catch (SkipTestException skip)
            {
                return new DeviceTestResult(DeviceTestOutcome.Skipped, skip.Message, skip);
            }
            catch (Exception failure)
            {
                return new DeviceTestResult(DeviceTestOutcome.Failed, failure.GetType().Name + ": " + failure.Message, failure);
            }
        }

        /// <summary>Why the tests of a class cannot run on the platform; null when they can.</summary>
        private static DeviceTestResult? FindFields(Type type)
        {
            var fields = new List<string>();
            for (Type? t = type; t is not null; t = t.BaseType)
            {
                fields.AddRange(t
                    .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .Select(field => field.Name));
            }

            return fields.Count == 0 ? null : new DeviceTestResult(
                DeviceTestOutcome.Failed,
                $"{type.FullName} has instance fields ({string.Join(", ", fields)}), but the platform calls device tests without an"
                + " instance: make them static.",
                null);
        }

        private ClassRun Begin(Type type)
        {
            var run = new ClassRun(_tests.Where(test => test.Class == type)) { Obstacle = FindFields(type) };
            _running.Add(type, run);
            foreach (var setup in type.GetMethods().Where(Has<SetupAttribute>))
            {
                if (run.Obstacle is null)
                {
                    run.IsSetUp = true;
                    var result = Invoke(setup, null);
                    if (result.Outcome != DeviceTestOutcome.Passed)
                    {
                        run.IsSetUp = result.Outcome == DeviceTestOutcome.Failed;
                        run.Obstacle = new DeviceTestResult(result.Outcome, $"Setup {setup.Name}: {result.Message}", result.Failure);
                    }
                }
            }

            return run;
        }

        /// <summary>Runs the cleanup of a class.</summary>
        /// <returns>What went wrong, or null.</returns>
        private DeviceTestResult? End(Type type, ClassRun run)
        {
            _running.Remove(type);
            if (run.Obstacle is not null && !run.IsSetUp)
            {
                return null;
            }

            foreach (var cleanup in type.GetMethods().Where(Has<CleanupAttribute>))
            {
                var result = Invoke(cleanup, null);
                if (result.Outcome == DeviceTestOutcome.Failed)
                {
                    return new DeviceTestResult(result.Outcome, $"Cleanup {cleanup.Name}: {result.Message}", result.Failure);
                }
            }

            return null;
        }

        /// <summary>A class of which some tests have run.</summary>
        private sealed class ClassRun
        {
            internal ClassRun(IEnumerable<DeviceTest> tests)
            {
                Remaining = new HashSet<DeviceTest>(tests);
            }

            internal HashSet<DeviceTest> Remaining { get; }

            /// <summary>What every test of the class comes to without running, or null.</summary>
            internal DeviceTestResult? Obstacle { get; set; }

            /// <summary>Whether there is something to clean up.</summary>
            internal bool IsSetUp { get; set; }
        }
    }
}

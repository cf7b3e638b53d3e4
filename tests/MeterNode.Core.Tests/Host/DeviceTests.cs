using System;
using System.Collections.Generic;
using VirtualEsp32.Testing;
using Xunit;

namespace MeterNode.Core.Tests.Host
{
    /// <summary>Shows each device test to the PC's test runner as a row of its own.</summary>
    public sealed class DeviceTests : IClassFixture<DeviceTests.Runner>
    {
        private readonly Runner _runner;

        public DeviceTests(Runner runner)
        {
            _runner = runner;
        }

        public static IEnumerable<TheoryDataRow<string>> Names()
        {
            using var runner = new DeviceTestRunner(typeof(DeviceTests).Assembly);
            foreach (var test in runner.Tests)
            {
                yield return new TheoryDataRow<string>(test.DisplayName);
            }
        }

        [Theory]
        [MemberData(nameof(Names))]
        public void Device(string test)
        {
            var result = _runner.Value.Run(test);
            if (result.Outcome == DeviceTestOutcome.Skipped)
            {
                Assert.Skip(result.Message);
            }

            Assert.True(result.Outcome == DeviceTestOutcome.Passed, result.Message + Environment.NewLine + result.Failure);
        }

        /// <summary>One runner for all of them: it knows when a class's Setup and Cleanup are due.</summary>
        public sealed class Runner : IDisposable
        {
            public DeviceTestRunner Value { get; } = new DeviceTestRunner(typeof(DeviceTests).Assembly);

            public void Dispose()
            {
                Value.Dispose();
            }
        }
    }
}

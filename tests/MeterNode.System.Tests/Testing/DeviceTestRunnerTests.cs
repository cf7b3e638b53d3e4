using System;
using System.Collections.Generic;
using System.Linq;
using nanoFramework.TestFramework;
using VirtualEsp32;
using VirtualEsp32.Testing;
using Xunit;
using Assert = Xunit.Assert;
using DeviceAssert = nanoFramework.TestFramework.Assert;

namespace MeterNode.System.Tests.Testing
{
    public sealed class DeviceTestRunnerTests
    {
        private static readonly List<string> s_diary = new List<string>();

        [Fact]
        public void Tests_OfAnAssembly_AreFoundWithTheirRows()
        {
            using var runner = new DeviceTestRunner(typeof(DeviceTestRunnerTests).Assembly);

            var names = runner.Tests.Where(test => test.Class == typeof(Orderly)).Select(test => test.DisplayName.Split('+')[1]);

            Assert.Equal(
                new[] { "Orderly.First", "Orderly.Fails", "Orderly.Skips", "Orderly.Rows[0](1, \"a\")", "Orderly.Rows[1](2, \"b\")" },
                names);
            Assert.Equal(runner.Tests.Count(), runner.Tests.Select(test => test.DisplayName).Distinct().Count());
        }

        [Fact]
        public void Run_AllTestsOfAClass_SetsUpOnceAndCleansUpOnce()
        {
            s_diary.Clear();
            using var runner = new DeviceTestRunner(typeof(DeviceTestRunnerTests).Assembly);

            var results = runner.Tests.Where(test => test.Class == typeof(Orderly)).Select(runner.Run).ToArray();

            Assert.Equal(new[] { "setup", "first", "row 1 a", "row 2 b", "cleanup" }, s_diary);
            Assert.Equal(
                new[]
                {
                    DeviceTestOutcome.Passed, DeviceTestOutcome.Failed, DeviceTestOutcome.Skipped,
                    DeviceTestOutcome.Passed, DeviceTestOutcome.Passed,
                },
                results.Select(result => result.Outcome));
            Assert.Contains("Expected:<4>. Actual:<5>. 2 + 3", results[1].Message);
            Assert.Equal("not today", results[2].Message);
        }

        [Fact]
        public void Dispose_WithTestsLeftOut_CleansUp()
        {
            s_diary.Clear();
            var runner = new DeviceTestRunner(typeof(DeviceTestRunnerTests).Assembly);
            runner.Run(runner.Tests.First(test => test.Class == typeof(Orderly)));

            runner.Dispose();

            Assert.Equal(new[] { "setup", "first", "cleanup" }, s_diary);
        }

        [Fact]
        public void Run_ClassWithInstanceFields_IsRefused()
        {
            var result = RunOnly(typeof(Stateful));

            Assert.Equal(DeviceTestOutcome.Failed, result.Outcome);
            Assert.Contains("_state", result.Message);
        }

        [Fact]
        public void Run_SetupThatFails_FailsTheTest()
        {
            var result = RunOnly(typeof(BadSetup));

            Assert.Equal(DeviceTestOutcome.Failed, result.Outcome);
            Assert.Contains("no bus", result.Message);
        }

        [Fact]
        public void Run_SetupThatSkips_SkipsTheTest()
        {
            Assert.Equal(DeviceTestOutcome.Skipped, RunOnly(typeof(SkippingSetup)).Outcome);
        }

        [Fact]
        public void Run_CleanupThatFails_FailsTheLastTest()
        {
            var result = RunOnly(typeof(BadCleanup));

            Assert.Equal(DeviceTestOutcome.Failed, result.Outcome);
            Assert.Contains("Cleanup", result.Message);
        }

        [Fact]
        public void Assertions_Fail_WhenTheyShould()
        {
            Fails(() => DeviceAssert.AreEqual(1.0, 1.0000001));
            Fails(() => DeviceAssert.AreEqual("a", "A"));
            Fails(() => DeviceAssert.AreNotEqual(5L, 5L));
            Fails(() => DeviceAssert.IsNull("x"));
            Fails(() => DeviceAssert.IsInstanceOfType("x", typeof(object)));
            Fails(() => DeviceAssert.ThrowsException(typeof(Exception), () => throw new FormatException()));
            Fails(() => DeviceAssert.ThrowsException(typeof(Exception), () => { }));
            Fails(() => DeviceAssert.StartsWith("b", "abc"));
            Fails(() => CollectionAssert.AreEqual(new[] { 1, 2 }, new[] { 1, 3 }));
            Fails(() => CollectionAssert.AreNotEqual(new[] { 1 }, new[] { 1 }));
            Fails(() => CollectionAssert.NotEmpty(Array.Empty<int>()));
            DeviceAssert.AreEqual(double.NaN, double.NaN);
            DeviceAssert.ThrowsException(typeof(FormatException), () => throw new FormatException());
            CollectionAssert.AreEqual(new[] { 1, 2 }, new[] { 1, 2 });
        }

        private static void Fails(Action assertion)
        {
            Assert.Throws<TestFrameworkShared.AssertFailedException>(assertion);
        }

        private static DeviceTestResult RunOnly(Type type)
        {
            using var runner = new DeviceTestRunner(typeof(DeviceTestRunnerTests).Assembly);
            return runner.Run(runner.Tests.Single(test => test.Class == type).DisplayName);
        }

        [TestClass]
        public sealed class Orderly
        {
            [Setup]
            public void SetUp() => s_diary.Add("setup");

            [Cleanup]
            public static void CleanUp() => s_diary.Add("cleanup");

            [DataRow(1, "a")]
            [DataRow(2, "b")]
            public void Rows(int number, string text) => s_diary.Add($"row {number} {text}");

            [TestMethod]
            public static void First()
            {
                DeviceAssert.IsFalse(VirtualBoard.HasCurrent);
                s_diary.Add("first");
            }

            [TestMethod]
            public void Fails() => DeviceAssert.AreEqual(4, 2 + 3);

            [TestMethod]
            public void Skips() => DeviceAssert.SkipTest("not today");
        }

        [TestClass]
        public sealed class Stateful
        {
            private int _state;

            [TestMethod]
            public void Test() => _state++;
        }

        [TestClass]
        public sealed class BadSetup
        {
            [Setup]
            public void SetUp() => throw new InvalidOperationException("no bus");

            [TestMethod]
            public void Test()
            {
            }
        }

        [TestClass]
        public sealed class SkippingSetup
        {
            [Setup]
            public void SetUp() => DeviceAssert.SkipTest();

            [TestMethod]
            public void Test() => throw new InvalidOperationException();
        }

        [TestClass]
        public sealed class BadCleanup
        {
            [Cleanup]
            public void CleanUp() => throw new InvalidOperationException();

            [TestMethod]
            public void Test()
            {
            }
        }
    }
}

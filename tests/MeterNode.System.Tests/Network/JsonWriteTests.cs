using System;
using System.Collections;
using nanoFramework.Json;
using Xunit;

namespace MeterNode.System.Tests.Network
{
    public sealed class JsonWriteTests
    {
        [Theory]
        [InlineData(null, "null")]
        [InlineData(5, "[5]")]
        [InlineData(true, "[true]")]
        [InlineData(double.NaN, "[null]")]
        [InlineData("a\"b\n", "\"a\\\"b\\n\"")]
        [InlineData(new[] { 1, 2 }, "[1,2]")]
        public void SerializeObject_Value_IsWrittenAsTheLibraryDoes(object? value, string expected)
        {
            Assert.Equal(expected, JsonConvert.SerializeObject(value));
        }

        [Fact]
        public void SerializeObject_Tree_IsWrittenNested()
        {
            var list = new ArrayList { 1.5, "x", null, new Hashtable { { "k", false } }, DayOfWeek.Tuesday };

            Assert.Equal("{\"l\":[1.5,\"x\",null,{\"k\":false},2]}", JsonConvert.SerializeObject(new Hashtable { { "l", list } }));
        }

        [Fact]
        public void SerializeObject_Time_IsWrittenInTicks()
        {
            var time = new DateTime(2026, 3, 1, 12, 30, 0, DateTimeKind.Utc);

            Assert.Equal("[\"2026-03-01T12:30:00.0000000Z\"]", JsonConvert.SerializeObject(time));
        }

        [Fact]
        public void SerializeObject_OtherClass_IsItsProperties()
        {
            Assert.Equal("{\"Name\":\"n\"}", JsonConvert.SerializeObject(new Sample("n")));
        }

        private sealed class Sample
        {
            public Sample(string name)
            {
                Name = name;
            }

            public string Name { get; }
        }
    }
}

using System;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    public sealed class SpanByteTests
    {
        private readonly byte[] _bytes = { 1, 2, 3, 4, 5 };

        [Fact]
        public void Slice_OfASpan_LooksAtTheSameBytes()
        {
            SpanByte span = _bytes;
            var slice = span.Slice(1, 3);

            slice[0] = 20;

            Assert.Equal(3, slice.Length);
            Assert.Equal(new byte[] { 20, 3, 4 }, slice.ToArray());
            Assert.Equal(20, _bytes[1]);
            Assert.Equal(new byte[] { 3, 4 }, slice.Slice(1).ToArray());
        }

        [Theory]
        [InlineData(-1)]
        [InlineData(5)]
        public void Index_Outside_ThrowsThePlatformsException(int index)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(_bytes)[index]);
            Assert.Throws<ArgumentOutOfRangeException>(() =>
            {
                SpanByte span = _bytes;
                span[index] = 1;
            });
        }

        [Theory]
        [InlineData(-1, 1)]
        [InlineData(0, 6)]
        [InlineData(6, 0)]
        public void Part_Outside_IsRefused(int start, int length)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(_bytes, start, length).Length);
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(_bytes).Slice(start, length).Length);
        }

        [Fact]
        public void Null_AsAnArray_IsEmpty()
        {
            Assert.True(new SpanByte(null).IsEmpty);
            Assert.True(new SpanByte(null, 0, 0).IsEmpty);
            Assert.True(SpanByte.Empty.IsEmpty);
        }

        [Fact]
        public void Copy_IntoLess_IsRefused()
        {
            var longer = new byte[6];
            new SpanByte(_bytes).CopyTo(longer);

            Assert.Equal(new byte[] { 1, 2, 3, 4, 5, 0 }, longer);
            Assert.Throws<ArgumentException>(() => new SpanByte(_bytes).CopyTo(new byte[4]));
        }
    }
}

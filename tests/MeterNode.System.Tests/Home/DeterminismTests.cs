using System;
using VirtualHome;
using VirtualHome.Chance;
using VirtualHome.Description;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class DeterminismTests
    {
        [Fact]
        public void Day_OfTheSameSeed_IsTheSame()
        {
            Assert.Equal(HashOfADay(7), HashOfADay(7));
        }

        [Fact]
        public void Day_OfAnotherSeed_IsAnother()
        {
            Assert.NotEqual(HashOfADay(7), HashOfADay(8));
        }

        [Fact]
        public void Day_InOtherSteps_IsTheSame()
        {
            var once = new Home(HomeDescription.Default(), TestHomes.Winter, 5);
            var often = new Home(HomeDescription.Default(), TestHomes.Winter, 5);

            once.AdvanceTo(TestHomes.HourUs * 20);
            for (long atUs = 0; atUs < TestHomes.HourUs * 20; atUs += 12_345_678)
            {
                often.AdvanceTo(atUs);
            }

            often.AdvanceTo(TestHomes.HourUs * 20);
            Assert.Equal(once.ImportWh, often.ImportWh);
            Assert.Equal(once.Circuit("supply").RmsA, often.Circuit("supply").RmsA);
        }

        [Fact]
        public void SeededRandom_OfSeedZero_GivesThePublishedNumbers()
        {
            // splitmix64 from 0 fills the state with e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f f88bb8a8724c81ec;
            // the first output of xoshiro256** is rotl(s1 * 5, 7) * 9.
            ulong expected = ulong.RotateLeft(unchecked(0x6e789e6aa1b965f4UL * 5), 7);

            Assert.Equal(unchecked(expected * 9), new SeededRandom(0).NextBits());
        }

        [Fact]
        public void SeededRandom_OverManyDraws_HasItsMoments()
        {
            var random = new SeededRandom(1);
            double unit = 0;
            double normal = 0;
            double square = 0;
            double count = 0;
            const int Draws = 200_000;
            for (int i = 0; i < Draws; i++)
            {
                unit += random.NextUnit();
                double each = random.NextNormal();
                normal += each;
                square += each * each;
                count += random.NextCount(2.5);
            }

            Assert.Equal(0.5, unit / Draws, 0.005);
            Assert.Equal(0, normal / Draws, 0.01);
            Assert.Equal(1, square / Draws, 0.02);
            Assert.Equal(2.5, count / Draws, 0.02);
        }

        private static ulong HashOfADay(long seed)
        {
            var home = new Home(HomeDescription.Default(), TestHomes.Winter, seed);
            ulong hash = 14695981039346656037UL;
            for (long atUs = 0; atUs <= TestHomes.DayUs; atUs += 10 * TestHomes.SecondUs)
            {
                home.AdvanceTo(atUs);
                foreach (var channel in home.Channels)
                {
                    hash = Mix(hash, channel.MeanShuntVolts(atUs, atUs + 532));
                    hash = Mix(hash, channel.MeanBusVolts(atUs, atUs + 532));
                }

                hash = Mix(hash, home.ImportWh);
            }

            return hash;
        }

        private static ulong Mix(ulong hash, double value)
        {
            return (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1099511628211UL;
        }
    }
}

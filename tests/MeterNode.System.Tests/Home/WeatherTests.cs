using System;
using System.Linq;
using VirtualHome;
using VirtualHome.Weather;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class WeatherTests
    {
        [Fact]
        public void Temperature_OfAWeek_IsThatOfTheSeason()
        {
            var winter = new Home(TestHomes.Still(), TestHomes.Winter, 2);
            var summer = new Home(TestHomes.Still(), TestHomes.Summer, 2);

            double cold = TestHomes.Follow(winter, 7 * 86400, () => winter.Context.OutdoorC, 600).Average();
            double warm = TestHomes.Follow(summer, 7 * 86400, () => summer.Context.OutdoorC, 600).Average();

            Assert.InRange(cold, -2, 9);
            Assert.InRange(warm, 12, 21);
        }

        [Theory]
        [InlineData(6, 21, 12, 850, 1050)]
        [InlineData(12, 21, 12, 300, 700)]
        [InlineData(6, 21, 1, 0, 0)]
        [InlineData(3, 21, 7, 0, 300)]
        public void RoofWPerM2_AtFiftyTwoDegreesNorth_IsOfTheRightSize(int month, int day, int hour, double least, double most)
        {
            var utc = new DateTime(2023, month, day, hour, 0, 0, DateTimeKind.Utc);

            Assert.InRange(ClearSky.RoofWPerM2(52, 0, utc), least, most);
        }

        [Fact]
        public void Sun_OverADay_NeverExceedsTheClearSky()
        {
            var home = new Home(TestHomes.Still(), TestHomes.Summer, 2);

            TestHomes.Follow(
                home,
                86400,
                () =>
                {
                    double clear = ClearSky.RoofWPerM2(52, -1, home.Context.Utc) / 1000;
                    Assert.InRange(home.Context.SunShare, 0, clear + 1e-9);
                    return 0;
                },
                60);
        }
    }
}

using System;
using MeterNode.Core.Settings;
using NodaTime;
using Xunit;

namespace MeterNode.System.Tests.Configurations
{
    /// <summary>The firmware's reader of time zones beside the IANA time zone database, hour by hour for ten years.</summary>
    public sealed class TimeZoneTests
    {
        private const int FirstYear = 2026;
        private const int Years = 10;

        [Theory]
        [InlineData("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3")]
        [InlineData("Europe/London", "GMT0BST,M3.5.0/1,M10.5.0")]
        [InlineData("Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1")]
        [InlineData("Europe/Helsinki", "EET-2EEST,M3.5.0/3,M10.5.0/4")]
        [InlineData("Atlantic/Azores", "<-01>1<+00>,M3.5.0/0,M10.5.0/1")]
        [InlineData("America/Nuuk", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0")]
        [InlineData("America/New_York", "EST5EDT,M3.2.0,M11.1.0")]
        [InlineData("America/St_Johns", "NST3:30NDT,M3.2.0,M11.1.0")]
        [InlineData("America/Santiago", "<-04>4<-03>,M9.1.6/24,M4.1.6/24")]
        [InlineData("America/Sao_Paulo", "<-03>3")]
        [InlineData("Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3")]
        [InlineData("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")]
        [InlineData("Pacific/Auckland", "NZST-12NZDT,M9.5.0,M4.1.0/3")]
        [InlineData("Pacific/Chatham", "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45")]
        [InlineData("Africa/Cairo", "EET-2EEST,M4.5.5/0,M10.5.4/24")]
        [InlineData("Asia/Kolkata", "IST-5:30")]
        [InlineData("Asia/Jerusalem", "IST-2IDT,M3.4.4/26,M10.5.0")]
        [InlineData("Etc/UTC", "UTC0")]
        public void Offsets_AreThoseOfTheDatabase(string name, string posix)
        {
            var zone = DateTimeZoneProviders.Tzdb[name];
            var rule = new TimeZoneRule(posix, "time_zone");
            int firstMin = MinuteOf(new DateTime(FirstYear, 1, 1));
            int lastMin = MinuteOf(new DateTime(FirstYear + Years, 1, 1));
            for (int min = firstMin; min < lastMin; min += 30)
            {
                int expected = zone.GetUtcOffset(Instant.FromUnixTimeSeconds(min * 60L)).Seconds / 60;
                Assert.True(rule.OffsetMinAt(min) == expected, name + " at " + Instant.FromUnixTimeSeconds(min * 60L) + ": " + rule.OffsetMinAt(min) + ", not " + expected);
            }
        }

        [Theory]
        [InlineData("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3")]
        [InlineData("America/New_York", "EST5EDT,M3.2.0,M11.1.0")]
        [InlineData("Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3")]
        [InlineData("Asia/Kolkata", "IST-5:30")]
        public void NextTime_IsTheFirstMomentThatTheClocksShowIt(string name, string posix)
        {
            var zone = DateTimeZoneProviders.Tzdb[name];
            var rule = new TimeZoneRule(posix, "time_zone");
            int firstMin = MinuteOf(new DateTime(FirstYear, 1, 1));
            int lastMin = MinuteOf(new DateTime(FirstYear + 2, 1, 1));
            for (int min = firstMin; min < lastMin; min += 397)
            {
                foreach (int minuteOfDay in new[] { 0, 150, 420, 1439 })
                {
                    int next = rule.NextTime(minuteOfDay, min);
                    var local = Instant.FromUnixTimeSeconds(next * 60L).InZone(zone).LocalDateTime;
                    var wanted = local.Date + new LocalTime(minuteOfDay / 60, minuteOfDay % 60);
                    var mapping = zone.MapLocal(wanted);

                    // Where the clocks skip it, it comes early by as much as they skip.
                    long expected = mapping.Count == 0
                        ? wanted.InUtc().ToInstant().ToUnixTimeSeconds() - mapping.LateInterval.WallOffset.Seconds
                        : mapping.First().ToInstant().ToUnixTimeSeconds();
                    Assert.Equal(expected / 60, next);
                    Assert.InRange(next - min, 1, 26 * 60);
                }
            }
        }

        private static int MinuteOf(DateTime utc)
        {
            return (int)((utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMinute);
        }
    }
}

using MeterNode.Core.Settings;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Settings
{
    /// <summary>Time zones; minutes since 1970 as <c>date -u -d ... +%s</c> gives them, divided by 60.</summary>
    [TestClass]
    public class TimeZoneRuleTests
    {
        private const string Paris = "CET-1CEST,M3.5.0,M10.5.0/3";

        // 2026-03-29 and 2026-10-25, 01:00 UTC.
        private const int ParisSpringMin = 29579100;
        private const int ParisAutumnMin = 29881500;

        [TestMethod]
        [DataRow("UTC0", 29579100, 0)]
        [DataRow("IST-5:30", 29579100, 330)]
        [DataRow("<-03>3", 29579100, -180)]
        [DataRow(Paris, ParisSpringMin - 1, 60)]
        [DataRow(Paris, ParisSpringMin, 120)]
        [DataRow(Paris, ParisAutumnMin - 1, 120)]
        [DataRow(Paris, ParisAutumnMin, 60)]
        [DataRow("IST-1GMT0,M10.5.0,M3.5.0/1", ParisSpringMin - 1, 0)]
        [DataRow("IST-1GMT0,M10.5.0,M3.5.0/1", ParisSpringMin, 60)]
        [DataRow("EST5EDT,M3.2.0,M11.1.0", 29549219, -300)]
        [DataRow("EST5EDT,M3.2.0,M11.1.0", 29549220, -240)]
        [DataRow("AEST-10AEDT,M10.1.0,M4.1.0/3", 29454660, 660)]
        [DataRow("AEST-10AEDT,M10.1.0,M4.1.0/3", 29588639, 660)]
        [DataRow("AEST-10AEDT,M10.1.0,M4.1.0/3", 29588640, 600)]
        [DataRow("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", ParisSpringMin - 1, -120)]
        [DataRow("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", ParisSpringMin, -60)]
        public void Offset_IsThatOfTheZone(string zone, int utcMin, int offsetMin)
        {
            Assert.AreEqual(offsetMin, new TimeZoneRule(zone, "time_zone").OffsetMinAt(utcMin));
        }

        [TestMethod]
        [DataRow(420, ParisSpringMin - 600, ParisSpringMin + 240)]
        [DataRow(420, ParisSpringMin + 240, ParisSpringMin + 1680)]
        [DataRow(420, ParisSpringMin - 1140, ParisSpringMin + 240)]
        [DataRow(420, ParisSpringMin - 1141, ParisSpringMin - 1140)]
        [DataRow(150, ParisSpringMin - 600, ParisSpringMin - 30)]
        [DataRow(150, ParisAutumnMin - 600, ParisAutumnMin - 30)]
        [DataRow(150, ParisAutumnMin - 30, ParisAutumnMin + 1470)]
        [DataRow(0, ParisAutumnMin, ParisAutumnMin + 1320)]
        public void NextTime_IsTheNextOnTheHomesClocks(int minuteOfDay, int afterMin, int expectedMin)
        {
            Assert.AreEqual(expectedMin, new TimeZoneRule(Paris, "time_zone").NextTime(minuteOfDay, afterMin));
        }

        [TestMethod]
        [DataRow("CE-1")]
        [DataRow("CET")]
        [DataRow("CET-25")]
        [DataRow("CET-1CEST,M3.5.0")]
        [DataRow("CET-1CEST,M13.5.0,M10.5.0/3")]
        [DataRow("CET-1CEST,M3.6.0,M10.5.0/3")]
        [DataRow("CET-1CEST,M3.5.7,M10.5.0/3")]
        [DataRow("CET-1CEST,M3.5.0,M10.5.0/3x")]
        [DataRow("CET-1CEST,J60,J300")]
        [DataRow("<CET-1")]
        [DataRow("Europe/Paris")]
        public void Anything_ElseIsRefused(string zone)
        {
            try
            {
                new TimeZoneRule(zone, "time_zone");
            }
            catch (SettingsException refused)
            {
                Assert.AreEqual("time_zone: is \"" + zone + "\"; allowed is a POSIX time zone such as UTC0 or CET-1CEST,M3.5.0,M10.5.0/3", refused.Message);
                return;
            }

            Assert.IsTrue(false, zone + " was taken");
        }
    }
}

using MeterNode.Core.Settings;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Settings
{
    /// <summary>Keys of the grid's rules, of the loads that they move, and of the supply's device: what is refused, and with what words.</summary>
    [TestClass]
    public class GridSettingsTests
    {
        [TestMethod]
        public void Grid_LeftOut_AsksForNothing()
        {
            var grid = TestHome.Settings().Grid;
            Assert.AreEqual(0, grid.ContractW);
            Assert.AreEqual(0, grid.ImportLimitA);
            Assert.AreEqual(-1, grid.ExportLimitA);
            Assert.IsFalse(grid.CanBeDimmed);
            Assert.AreEqual((int)FrequencyResponseKind.Off, (int)grid.FrequencyResponse);
            Assert.IsFalse(grid.DivertsSurplus);
            Assert.AreEqual(60, grid.RandomDelayS);
        }

        [TestMethod]
        [DataRow("\"contract_w\":499", "grid.contract_w: is 499; allowed is a whole number from 500 to 200000")]
        [DataRow("\"contract_w\":\"8 kW\"", "grid.contract_w: is \"8 kW\"; allowed is a whole number from 500 to 200000")]
        [DataRow("\"contract_window_min\":4", "grid.contract_window_min: is 4; allowed is a whole number from 5 to 60")]
        [DataRow("\"import_limit_a\":0", "grid.import_limit_a: is 0; allowed is a whole number from 1 to 400")]
        [DataRow("\"export_limit_a\":-1", "grid.export_limit_a: is -1; allowed is a whole number from 0 to 400")]
        [DataRow("\"dimming\":1", "grid.dimming: is 1; allowed is true or false")]
        [DataRow("\"frequency_response\":\"droop\"", "grid.frequency_response: is \"droop\"; allowed is off, dynamic or low_frequency")]
        [DataRow("\"divert_surplus\":\"yes\"", "grid.divert_surplus: is \"yes\"; allowed is true or false")]
        [DataRow("\"surplus_set_point_w\":1001", "grid.surplus_set_point_w: is 1001; allowed is a whole number from -5000 to 1000")]
        [DataRow("\"random_delay_s\":1801", "grid.random_delay_s: is 1801; allowed is a whole number from 0 to 1800")]
        [DataRow("\"contract\":6000", "grid.contract: is no known key here; allowed are contract_w, contract_window_min, ")]
        public void Grid_BadValue_NamesKeyValueAndWhatIsAllowed(string grid, string message)
        {
            Refused(Replaced("\"broker\":", "\"grid\":{" + grid + "},\"broker\":"), message);
        }

        [TestMethod]
        [DataRow("\"kind\":\"boiler\"", "loads[1].kind: is \"boiler\"; allowed is switch, heater, charge_point, heat_pump, battery, inverter or compute")]
        [DataRow("\"phase\":2", "loads[1].phase: is 2; allowed with a single-phase supply is 1")]
        [DataRow("\"phase\":4", "loads[1].phase: is 4; allowed is a whole number from 1 to 3")]
        [DataRow("\"phases\":2", "loads[1].phases: is 2; allowed is 1 or 3")]
        [DataRow("\"phases\":3", "loads[1].phases: is 3; allowed with a single-phase supply is 1")]
        [DataRow("\"pin_b\":27", "loads[1].pin_b: is no known key here")]
        [DataRow("\"kind\":\"heat_pump\",\"pin_b\":26", "loads[1].pin_b: is 26, as is loads[1].pin; allowed is one load a pin")]
        [DataRow("\"kind\":\"heat_pump\",\"pin_b\":21", "loads[1].pin_b: is 21; allowed for a relay is 25, ")]
        [DataRow("\"kind\":\"heat_pump\",\"boost_w\":20001", "loads[1].boost_w: is 20001; allowed is a whole number from 0 to 20000")]
        [DataRow("\"kind\":\"battery\"", "loads[1].set_point: is missing; a battery is told its power")]
        [DataRow("\"kind\":\"battery\",\"discharge_w\":-1", "loads[1].discharge_w: is -1; allowed is a whole number from 0 to 50000")]
        [DataRow("\"kind\":\"inverter\",\"failsafe_w\":3000", "loads[1].failsafe_w: is 3000; allowed for an inverter is 0")]
        [DataRow("\"failsafe_w\":1", "loads[1].failsafe_w: is 1; allowed for a load behind a relay is 0 or its power_w, 3000")]
        [DataRow("\"burst_fire\":true", "loads[1].burst_fire: is no known key here")]
        [DataRow("\"kind\":\"heater\",\"burst_fire\":1", "loads[1].burst_fire: is 1; allowed is true or false")]
        [DataRow("\"step_w\":0", "loads[1].step_w: is 0; allowed is a whole number from 1 to 10000")]
        [DataRow("\"least_run_w\":3001", "loads[1].least_run_w: is 3001; allowed is a whole number from 0 to 3000")]
        [DataRow("\"kind\":\"charge_point\",\"phases\":3,\"set_point\":{\"topic\":\"a\"}", "loads[1].least_run_w: is missing; a charge point runs with 4140 W at least, 6 A a phase, and power_w is 3000")]
        [DataRow("\"max_off_s\":86401", "loads[1].max_off_s: is 86401; allowed is a whole number from 0 to 86400")]
        [DataRow("\"starts_per_day\":101", "loads[1].starts_per_day: is 101; allowed is a whole number from 0 to 100")]
        [DataRow("\"operations_per_hour\":1", "loads[1].operations_per_hour: is 1; allowed is a whole number from 2 to 60")]
        [DataRow("\"relay_life\":999", "loads[1].relay_life: is 999; allowed is a whole number from 1000 to 10000000")]
        [DataRow("\"random_delay_s\":1801", "loads[1].random_delay_s: is 1801; allowed is a whole number from 0 to 1800")]
        [DataRow("\"set_point\":\"t\"", "loads[1].set_point: is \"t\"; allowed is an object")]
        [DataRow("\"set_point\":{}", "loads[1].set_point.topic: is missing")]
        [DataRow("\"set_point\":{\"topic\":\"a/#\"}", "loads[1].set_point.topic: has a wildcard; allowed is a topic to publish on")]
        [DataRow("\"set_point\":{\"topic\":\"a\",\"message\":\"on\"}", "loads[1].set_point.message: has neither {w} nor {a}; allowed is")]
        [DataRow("\"set_point\":{\"topic\":\"a\",\"response_s\":0}", "loads[1].set_point.response_s: is 0; allowed is a whole number from 1 to 120")]
        [DataRow("\"set_point\":{\"topic\":\"a\"},\"least_run_w\":1000,\"failsafe_w\":900", "loads[1].failsafe_w: is 900; allowed is 0, or 1000 to 3000")]
        public void Load_BadValue_NamesKeyValueAndWhatIsAllowed(string load, string message)
        {
            Refused(Replaced("\"pin\":26,", "\"pin\":26," + load + ","), message);
        }

        [TestMethod]
        public void Load_WithoutPinAndSetPoint_IsRefused()
        {
            Refused(Replaced("\"pin\":26,", ""), "loads[1].pin: is missing; a load has a pin, a set_point, or both");
        }

        [TestMethod]
        [DataRow("\"device\":{\"kind\":\"mcb\"}", "supply.device.kind: is \"mcb\"; allowed is fuse_gg, mcb_b, mcb_c, mcb_d or table")]
        [DataRow("\"device\":{\"rating_a\":50}", "supply.device.rating_a: is 50; allowed is limit_a, 60, or more")]
        [DataRow("\"device\":{\"budget_percent\":95}", "supply.device.budget_percent: is 95; allowed is a whole number from 5 to 90")]
        [DataRow("\"device\":{\"tolerance_s\":601}", "supply.device.tolerance_s: is 601; allowed is a whole number from 0 to 600")]
        [DataRow("\"device\":{\"kind\":\"table\"}", "supply.device.table: is missing")]
        [DataRow("\"circuit_l2\":\"ev\"", "supply.circuit_l3: is missing; a supply has one phase or three")]
        [DataRow("\"circuit_l2\":\"l2\"", "supply.circuit_l2: is \"l2\"; allowed is the name of another circuit: supply, ev, ")]
        [DataRow("\"nominal_hz\":55", "supply.nominal_hz: is 55; allowed is 50 or 60")]
        public void Supply_BadValue_NamesKeyValueAndWhatIsAllowed(string supply, string message)
        {
            Refused(Replaced("\"limit_a\":60", "\"limit_a\":60," + supply), message);
        }

        [TestMethod]
        [DataRow("\"sense_pin\":33", "island.sense_pin: is 33; allowed is a whole number from 34 to 39")]
        [DataRow("\"sense_pin\":34,\"circuit\":\"ups\",\"continuous_w\":3000", "island.circuit: is \"ups\"; allowed is the name of a circuit: supply, ")]
        [DataRow("\"sense_pin\":34,\"circuit\":\"ev\"", "island.continuous_w: is missing")]
        [DataRow("\"sense_pin\":34,\"circuit\":\"ev\",\"continuous_w\":3000,\"short_time_w\":2000", "island.short_time_w: is 2000; allowed is a whole number from 3000 to 100000")]
        [DataRow("\"sense_pin\":34,\"circuit\":\"ev\",\"continuous_w\":3000,\"short_time_s\":0", "island.short_time_s: is 0; allowed is a whole number from 1 to 600")]
        public void Island_BadValue_NamesKeyValueAndWhatIsAllowed(string island, string message)
        {
            Refused(Replaced("\"broker\":", "\"island\":{" + island + "},\"broker\":"), message);
        }

        [TestMethod]
        [DataRow("\"file_system_kb\":255", "file_system_kb: is 255; allowed is a whole number from 256 to 16384")]
        [DataRow("\"restart_delay_s\":1801", "restart_delay_s: is 1801; allowed is a whole number from 0 to 1800")]
        public void Root_BadValue_NamesKeyValueAndWhatIsAllowed(string root, string message)
        {
            Refused(Replaced("\"restart_delay_s\":0", root), message);
        }

        private static string Replaced(string piece, string replacement)
        {
            return TestHome.Replaced(piece, replacement);
        }

        private static void Refused(string json, string message)
        {
            try
            {
                NodeSettings.Parse(json);
            }
            catch (SettingsException refused)
            {
                Assert.IsTrue(refused.Message.StartsWith(message), refused.Message);
                return;
            }

            Assert.IsTrue(false, "accepted; expected: " + message);
        }
    }
}

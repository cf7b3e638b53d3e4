using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using MeterNode.Core.Loads;
using MeterNode.Core.Settings;
using Xunit;

namespace MeterNode.System.Tests.Loads
{
    /// <summary>What holds of the powers that loads are told, whatever the band and the wish inside of it.</summary>
    public sealed class FeasiblePropertyTests
    {
        private static readonly Gen<string> s_switch = Gen.Int[10, 22000].Select(watts => $"\"kind\":\"switch\",\"pin\":25,\"power_w\":{watts}");

        private static readonly Gen<string> s_heatPump = Gen.Select(Gen.Int[500, 12000], Gen.Int[0, 3000], (watts, boost) =>
            $"\"kind\":\"heat_pump\",\"pin\":25,\"power_w\":{watts},\"boost_w\":{boost}");

        private static readonly Gen<string> s_heater = Gen.Int[100, 9000].Select(watts => $"\"kind\":\"heater\",\"pin\":25,\"power_w\":{watts},\"burst_fire\":true");

        private static readonly Gen<string> s_charger = Gen.Bool.Select(three => three ? 3 : 1).Select(phases =>
            $"\"kind\":\"charge_point\",\"phases\":{phases},\"power_w\":{7360 * phases},{SetPoint}");

        private static readonly Gen<string> s_compute = Gen.Select(Gen.Int[100, 5000], Gen.Int[0, 100], Gen.Int[5, 300], (watts, percent, step) =>
            $"\"kind\":\"compute\",\"power_w\":{watts},\"least_run_w\":{watts * percent / 100},\"step_w\":{step},{SetPoint}");

        private static readonly Gen<string> s_battery = Gen.Select(Gen.Int[500, 10000], Gen.Int[0, 10000], Gen.Int[5, 300], (watts, discharge, step) =>
            $"\"kind\":\"battery\",\"power_w\":{watts},\"discharge_w\":{discharge},\"step_w\":{step},{SetPoint}");

        private static readonly Gen<string> s_inverter = Gen.Select(Gen.Int[500, 10000], Gen.Bool.Select(told => told ? "," + SetPoint : ",\"pin\":25"), (watts, how) =>
            $"\"kind\":\"inverter\",\"power_w\":{watts}{how}");

        private const string SetPoint = "\"set_point\":{\"topic\":\"t\",\"message\":\"{w}\"}";

        private static readonly Gen<(string Load, double One, double Other, double Wish)> s_cases =
            Gen.Select(Gen.OneOf(s_switch, s_heatPump, s_heater, s_charger, s_compute, s_battery, s_inverter), Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1]);

        /// <summary>
        /// The power told is in the band whenever the band holds any that the load can be told. Where it holds none the power is the
        /// next one towards 0: at or below the upper edge, except that a band wholly below 0 is left upwards, to less power given.
        /// </summary>
        [Fact]
        public void Feasible_WishInABand_StaysInItOrGoesTowardsZero()
        {
            Property.Holds(
                s_cases,
                each =>
                {
                    var load = Make(each.Load);
                    int one = Between(load.LeastW, load.MostW, each.One);
                    int other = Between(load.LeastW, load.MostW, each.Other);
                    int leastW = Math.Min(one, other);

                    // Narrow bands hold the surprises.
                    int mostW = each.Wish < 0.5 ? Math.Max(one, other) : Math.Min(leastW + (Math.Abs(one - other) / 100), load.MostW);
                    int toldW = load.Feasible(Between(leastW, mostW, each.Wish), leastW, mostW);
                    var powers = Powers(load);
                    if (!powers.Contains(toldW))
                    {
                        return false;
                    }

                    if (powers.Any(power => power >= leastW && power <= mostW))
                    {
                        return toldW >= leastW && toldW <= mostW;
                    }

                    return mostW < 0 ? toldW > mostW && toldW <= 0 : toldW < leastW && toldW >= 0;
                },
                3000);
        }

        private static int Between(int least, int most, double share)
        {
            return least + (int)Math.Round((most - least) * share);
        }

        /// <summary>All powers that a load can be told.</summary>
        private static HashSet<int> Powers(Load load)
        {
            var powers = new HashSet<int> { 0, load.LeastW, load.MostW };
            if (!load.IsModulating)
            {
                powers.Add(load.MostW > 0 ? load.RatedW : 0);
                return powers;
            }

            powers.Add(load.MostW > 0 ? load.LeastRunW : 0);
            for (int power = load.StepW; power <= load.MostW; power += load.StepW)
            {
                if (power >= load.LeastRunW)
                {
                    powers.Add(power);
                }
            }

            for (int power = -load.StepW; power >= load.LeastW; power -= load.StepW)
            {
                powers.Add(power);
            }

            return powers;
        }

        private static Load Make(string load)
        {
            var settings = NodeSettings.Parse(
                "{\"schema\":1,\"id\":\"t\",\"supply\":{\"circuit\":\"supply\",\"circuit_l2\":\"l2\",\"circuit_l3\":\"l3\",\"limit_a\":100,\"device\":{\"kind\":\"fuse_gg\"}},"
                + "\"circuits\":[{\"name\":\"supply\",\"bus\":1,\"address\":64,\"phase\":1},{\"name\":\"l2\",\"bus\":1,\"address\":65},{\"name\":\"l3\",\"bus\":1,\"address\":66}],\"loads\":[{\"name\":\"load\"," + load + "}]}");
            return new Load(settings.Loads[0], 0, -1);
        }
    }
}

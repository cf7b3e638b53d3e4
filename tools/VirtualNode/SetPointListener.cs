using System;
using System.Globalization;
using System.Text;
using MeterNode.Core.Settings;
using VirtualHome;
using VirtualHome.Appliances;

namespace VirtualNode
{
    /// <summary>
    /// The interface of a charger, a battery or an inverter: it hears the messages on its topic and does what they say. Until the
    /// first one it does as it pleases.
    /// </summary>
    internal sealed class SetPointListener
    {
        private readonly LoadSettings _load;
        private readonly Home _home;
        private readonly string _head;
        private readonly string _tail;
        private readonly double _unit;

        /// <summary>Connects the appliance that bears a load's name.</summary>
        /// <param name="load">The load; it has a set-point.</param>
        /// <param name="home">The home.</param>
        /// <param name="nominalV">Nominal voltage, V: what watts and amperes are converted with.</param>
        /// <exception cref="WorldException">The home has no such appliance, or it takes no set-point.</exception>
        internal SetPointListener(LoadSettings load, Home home, int nominalV)
        {
            _load = load;
            _home = home;
            try
            {
                home.SetPoint(load.Name, double.NaN);
            }
            catch (ArgumentException)
            {
                throw new WorldException(
                    "settings: load \"" + load.Name + "\" has a set_point, but is no appliance of the home that takes one (ev_charger, battery, pv, heat_pump or compute)");
            }

            bool amperes = load.SetPointMessage.Contains("{a}", StringComparison.Ordinal);
            int value = load.SetPointMessage.IndexOf(amperes ? "{a}" : "{w}", StringComparison.Ordinal);
            _head = load.SetPointMessage.Substring(0, value);
            _tail = load.SetPointMessage.Substring(value + 3);

            // A charge point is told amperes a phase, everything else watts, whatever the message speaks of.
            double wattsPerAmpere = nominalV * load.Phases;
            bool takesAmperes = home.Appliance(load.Name) is EvCharger;
            _unit = amperes == takesAmperes ? 1 : amperes ? wattsPerAmpere : 1 / wattsPerAmpere;
        }

        /// <summary>Hears a message.</summary>
        internal void Hear(string topic, byte[] payload)
        {
            if (topic != _load.SetPointTopic)
            {
                return;
            }

            string text = Encoding.UTF8.GetString(payload);
            if (text == _load.SetPointOff)
            {
                _home.SetPoint(_load.Name, 0);
            }
            else if (text.Length > _head.Length + _tail.Length
                && text.StartsWith(_head, StringComparison.Ordinal)
                && text.EndsWith(_tail, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(_head.Length, text.Length - _head.Length - _tail.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
            {
                _home.SetPoint(_load.Name, value * _unit);
            }
        }
    }
}

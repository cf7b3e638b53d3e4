using System;

namespace VirtualHome
{
    /// <summary>What relays and control wires can do to a home.</summary>
    public interface IControllable
    {
        /// <summary>Opens or closes a contact. It acts at once.</summary>
        /// <param name="name">
        /// An appliance (its supply), a circuit (the supply of all its appliances), or <c>appliance/contact</c> for a control
        /// contact, such as <c>heatpump/sg1</c>.
        /// </param>
        /// <param name="closed">Whether current can flow.</param>
        /// <exception cref="ArgumentException">There is no such contact.</exception>
        void SetContact(string name, bool closed);

        /// <summary>Tells an appliance its set-point. It acts at once, as quickly as the appliance does.</summary>
        /// <param name="name">The appliance.</param>
        /// <param name="value">
        /// EV charger: A a phase; battery: W, positive charges; PV, heat pump: most W; compute rig: budget in W. NaN takes the
        /// set-point away: the appliance does what it does without one.
        /// </param>
        /// <exception cref="ArgumentException">There is no such appliance, or it takes no set-point.</exception>
        void SetPoint(string name, double value);
    }
}

namespace VirtualHome.Appliances
{
    /// <summary>States of the SG-Ready interface of heat pumps (BWP label, version 1): contacts 1 and 2.</summary>
    public enum SgReady
    {
        /// <summary>0:0, the heat pump does as it likes.</summary>
        Normal,

        /// <summary>1:0, blocked, for two hours at most.</summary>
        Lock,

        /// <summary>0:1, it should take more.</summary>
        Recommended,

        /// <summary>1:1, it shall take what it can.</summary>
        Forced,
    }
}

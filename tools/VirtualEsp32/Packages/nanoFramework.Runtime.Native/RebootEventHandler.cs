namespace nanoFramework.Runtime.Native
{
    /// <summary>Told that the board is about to reboot.</summary>
    public delegate void RebootEventHandler();
}

namespace MeterNode.Services.Tests.Messaging
{
    /// <summary>Something has been published.</summary>
    internal delegate void FakeLinkNews();
}

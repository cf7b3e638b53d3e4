namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>Where it is kept over restarts what a Home Assistant may know of the node.</summary>
    public interface IAnnouncementStore
    {
        /// <summary>Fetches what was kept.</summary>
        /// <param name="record">Is filled; left empty where nothing usable is kept.</param>
        void Load(AnnouncementRecord record);

        /// <summary>Keeps something in place of what was kept.</summary>
        /// <returns>Whether it will be there after a restart.</returns>
        bool Save(AnnouncementRecord record);
    }
}

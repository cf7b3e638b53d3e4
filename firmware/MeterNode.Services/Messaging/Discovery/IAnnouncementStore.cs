namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>Where it is kept over restarts what was announced to Home Assistant.</summary>
    public interface IAnnouncementStore
    {
        /// <summary>Fetches what was kept.</summary>
        /// <param name="announced">Is filled; left empty where nothing usable is kept.</param>
        void Load(AnnouncedEntities announced);

        /// <summary>Keeps something in place of what was kept.</summary>
        /// <returns>Whether it will be there after a restart.</returns>
        bool Save(AnnouncedEntities announced);
    }
}

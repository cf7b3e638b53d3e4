namespace VirtualHome.Weather
{
    /// <summary>The weather at a home.</summary>
    public interface IWeather
    {
        /// <summary>Sets outdoor temperature and sun for the present time. Called once a minute.</summary>
        /// <param name="home">The surroundings to bring up to date.</param>
        void Update(HomeContext home);
    }
}

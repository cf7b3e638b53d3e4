namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>A user property of MQTT 5.</summary>
    public class UserProperty
    {
        public UserProperty(string name, string value)
        {
            Name = name;
            Value = value;
        }

        public string Name { get; set; }

        public string Value { get; set; }
    }
}

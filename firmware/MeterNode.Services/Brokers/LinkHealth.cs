using MeterNode.Services.Messaging;

namespace MeterNode.Services.Brokers
{
    /// <summary>How the link has fared since the start; kept and told by the link's thread alone.</summary>
    public sealed class LinkHealth
    {
        private readonly int[] _failures = new int[LinkWords.Count];
        private readonly string[] _findings;
        private int _connects;

        /// <summary>Makes an account with nothing in it.</summary>
        /// <param name="brokers">How many brokers there are.</param>
        public LinkHealth(int brokers)
        {
            _findings = new string[brokers];
            for (int i = 0; i < brokers; i++)
            {
                _findings[i] = "";
            }
        }

        /// <summary>How often the link was made again since the start.</summary>
        public int Reconnects => _connects > 0 ? _connects - 1 : 0;

        /// <summary>The broker that the link is with; empty for none.</summary>
        public string Broker { get; private set; } = "";

        /// <summary>States that were not sent because those before were still on their way.</summary>
        public int StatesSkipped { get; private set; }

        /// <summary>Refusals that were not answered, because there were too many of them.</summary>
        public int RepliesSkipped { get; private set; }

        /// <summary>Plain requests, limits, prices and other messages that were refused, answered or not; signed commands are counted by themselves.</summary>
        public int RequestsRefused { get; set; }

        /// <summary>Attempts that failed and connections that were lost, since the start.</summary>
        public int Failures
        {
            get
            {
                int sum = 0;
                for (int i = 0; i < _failures.Length; i++)
                {
                    sum += _failures[i];
                }

                return sum;
            }
        }

        /// <summary>How often something failed for a cause.</summary>
        /// <param name="failure">The cause.</param>
        public int CountOf(LinkFailure failure)
        {
            return _failures[(int)failure];
        }

        /// <summary>Counts a failure.</summary>
        /// <param name="failure">Its cause.</param>
        public void Count(LinkFailure failure)
        {
            _failures[(int)failure]++;
        }

        /// <summary>Says that a connection was made.</summary>
        /// <param name="host">The broker's host.</param>
        public void Connected(string host)
        {
            _connects++;
            Broker = host;
        }

        /// <summary>Says that there is no connection.</summary>
        public void Disconnected()
        {
            Broker = "";
        }

        /// <summary>Says that a state was left out.</summary>
        public void SkipState()
        {
            StatesSkipped++;
        }

        /// <summary>Says that a refusal was not answered.</summary>
        public void SkipReply()
        {
            RepliesSkipped++;
        }

        /// <summary>Notes what is wrong with what the board has for a broker.</summary>
        /// <param name="broker">Index of the broker.</param>
        /// <param name="finding">One line without anything secret; empty when all is well.</param>
        /// <returns>Whether that is news.</returns>
        public bool Find(int broker, string finding)
        {
            bool news = _findings[broker] != finding;
            _findings[broker] = finding;
            return news;
        }

        /// <summary>Writes the state's <c>link</c>.</summary>
        /// <param name="json">Is added to.</param>
        public void Write(JsonWriter json)
        {
            json.BeginObject("link").Number("reconnects", Reconnects).Text("broker", Broker).BeginObject("failures");
            for (int i = 0; i < _failures.Length; i++)
            {
                if (_failures[i] > 0)
                {
                    json.Number(LinkWords.Of((LinkFailure)i), _failures[i]);
                }
            }

            json.EndObject()
                .Number("states_skipped", StatesSkipped)
                .Number("requests_refused", RequestsRefused)
                .Number("replies_skipped", RepliesSkipped)
                .BeginList("findings");
            for (int i = 0; i < _findings.Length; i++)
            {
                if (_findings[i].Length > 0)
                {
                    json.Element(_findings[i]);
                }
            }

            json.EndList().EndObject();
        }
    }
}

using System.Collections.Generic;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>Reads pins one after the other: each must be one that the module has to give, and none may be given twice.</summary>
    internal sealed class PinReader
    {
        private readonly ConfigSection _json;
        private readonly Dictionary<int, string> _used = new Dictionary<int, string>();

        public PinReader(ConfigSection json)
        {
            _json = json;
        }

        /// <summary>One pin.</summary>
        public int Pin(string key, PinUse use)
        {
            int pin = _json.Int(key, _ => true, Allowed(use));
            return Take(pin, use, key) is { } problem ? throw _json.Wrong(key, Allowed(use) + " (" + problem + ")") : pin;
        }

        /// <summary>A list of outputs.</summary>
        public int[] Outputs(string key, int most)
        {
            var items = _json.Items(key, 1, most, "pins");
            var pins = new int[items.Count];
            for (int i = 0; i < pins.Length; i++)
            {
                if (!ConfigSection.TryInt(items[i], out pins[i]))
                {
                    throw _json.Wrong(key, i, Allowed(PinUse.Output));
                }

                if (Take(pins[i], PinUse.Output, key + "[" + i + "]") is { } problem)
                {
                    throw _json.Wrong(key, i, Allowed(PinUse.Output) + " (" + problem + ")");
                }
            }

            return pins;
        }

        private static string Allowed(PinUse use)
        {
            return "a pin of its own from " + WroverPins.AllowedText(use);
        }

        /// <summary>Takes a pin, or says why not.</summary>
        private string? Take(int pin, PinUse use, string key)
        {
            if (WroverPins.Refusal(pin, use) is { } refusal)
            {
                return refusal;
            }

            return _used.TryAdd(pin, key) ? null : pin + " is already " + _used[pin];
        }
    }
}

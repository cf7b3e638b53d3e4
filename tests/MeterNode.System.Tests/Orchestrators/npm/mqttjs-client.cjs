// Reads a node's state with MQTT.js, asks a load to be off, and ends when the node has answered and its state shows it.
// Arguments: port, node's id, load. Prints one line of JSON; the caller guards the time.
'use strict';
const mqtt = require('mqtt');

const [port, id, load] = process.argv.slice(2);
const root = 'meternode/' + id + '/';
const client = mqtt.connect('mqtt://127.0.0.1:' + port, { reconnectPeriod: 0 });
const seen = { before: null, reply: null, after: null };

client.on('error', (problem) => {
    console.error(problem.message);
    process.exit(1);
});
client.on('connect', () => client.subscribe([root + 'state', root + 'reply'], { qos: 1 }));
client.on('message', (topic, payload) => {
    const message = JSON.parse(payload.toString());
    if (topic === root + 'reply') {
        seen.reply = message;
    } else if (seen.before === null) {
        seen.before = message.loads[load];
        client.publish(root + 'load/' + load + '/set', 'off', { qos: 1 });
    } else if (seen.reply !== null && message.loads[load].request === 'off') {
        seen.after = message.loads[load];
        console.log(JSON.stringify(seen));
        client.end(false, () => process.exit(0));
    }
});

/**
 * The measured fold in our runtime, as a process of its own.
 *
 * Usage: node bench/peers/streams-ours.ts BROKERS APPLICATION SESSION_MS STANDBYS
 * Prints `restored RECORDS` and `running PID MS_SINCE_THE_EPOCH`; ends in good order on SIGTERM.
 */
import { runTopology } from "@touchline/streams";
import { openKafkaClient } from "@touchline/streams/kafka";
import { openBareJson, rollingForms } from "../src/streams-topology.ts";

const [brokers = "", application = "", sessionMs = "", standbys = ""] = process.argv.slice(2);
const client = await openKafkaClient({ brokers: brokers.split(","), clientId: application });
const app = await runTopology(rollingForms(application), {
  client,
  openSerde: openBareJson,
  sessionTimeoutMs: Number(sessionMs),
  standbys: Number(standbys),
  observer: { restored: (records) => console.log(`restored ${records}`) },
});
console.log(`running ${process.pid} ${Date.now()}`);
process.once("SIGTERM", () => void app.stop());
await app.finished;
await client.close();

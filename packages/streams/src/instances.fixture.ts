import { openKafkaClient } from "./kafka/index.ts";
import { runTopology } from "./run-topology.ts";
import { counting } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";

// One process of an application: tells its parent what it holds and where it stands, and stops in good order on SIGTERM.
const [, , brokers = "", instance = "", standbys = "0"] = process.argv;
const client = await openKafkaClient({ brokers: [brokers], clientId: "counting" });
const app = await runTopology(counting, {
  client,
  openSerde: openJsonSerde,
  sessionTimeoutMs: 6_000,
  limits: { transactionRecords: standbys === "0" ? 20 : 4_000 },
  standbys: Number(standbys),
  ...(instance !== "" && { instance }),
  observer: {
    state: (state) => process.send?.({ state }),
    tasks: (tasks) => process.send?.({ tasks }),
    restored: (restored) => process.send?.({ restored }),
    standby: (partition, behind) => process.send?.({ standby: partition, behind }),
    recovering: ({ message }) => process.send?.({ recovering: message }),
  },
});
process.once("SIGTERM", () => void app.stop());
await app.finished;
await client.close();
process.disconnect?.();

import { writeSync } from "node:fs";
import { runTopology } from "@touchline/streams";
import { openKafkaClient } from "@touchline/streams/kafka";
import { openJsonSerde } from "@touchline/streams/testing";
import { tallying } from "./tally.ts";
import { Trap, type TrapOptions } from "./trap.ts";

/** What a process of the application under test is told, as JSON. */
export interface ProcessorOptions {
  readonly brokers: readonly string[];
  readonly scenario: string;
  /** Left out: it has a name of this run alone. */
  readonly instance?: string;
  readonly sessionTimeoutMs: number;
  readonly trap?: TrapOptions;
  /** Copies of each task on other processes. */
  readonly standbys?: number;
}

/** What it says of itself, a line each. */
export interface ProcessorReport {
  readonly state?: string;
  readonly tasks?: readonly number[];
  /** A copy that it keeps, and how many changelog records that is behind. */
  readonly copy?: { readonly partition: number; readonly behind: number };
  readonly recovering?: string;
  /** When its trap sprung, ms since the epoch. */
  readonly sprung?: number;
}

const {
  brokers,
  scenario,
  instance,
  sessionTimeoutMs,
  standbys = 0,
  trap: asked,
} = JSON.parse(process.argv[2] ?? "") as ProcessorOptions;
// one that is told to end while it starts ends in good order too
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
const say = (report: ProcessorReport) => writeSync(1, `${JSON.stringify({ at: Date.now(), ...report })}\n`);
say({ state: "starting" });
const trap = asked === undefined ? undefined : new Trap(asked);
const client = await openKafkaClient({ brokers, clientId: `${scenario}-${instance ?? process.pid}` });
const app = await runTopology(
  tallying(scenario, () => trap?.folding()),
  {
    client: trap?.around(client) ?? client,
    openSerde: openJsonSerde,
    sessionTimeoutMs,
    standbys,
    ...(instance !== undefined && { instance }),
    signal: stopping.signal,
    observer: {
      state: (state) => say({ state }),
      tasks: (tasks) => say({ tasks }),
      standby: (partition, behind) => say({ copy: { partition, behind } }),
      recovering: ({ message }) => say({ recovering: message }),
    },
  },
);
stopping.signal.addEventListener("abort", () => void app.stop());
if (stopping.signal.aborted) await app.stop();
await app.finished;
await client.close();

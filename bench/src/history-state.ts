import { HistoryView } from "@touchline/features/history-view";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";

// A process that does nothing but bring history from match.results into memory: what that takes, and what it holds then.
// Run with --expose-gc and KAFKA_BROKERS and SCHEMA_REGISTRY_URL set; prints a `HistoryState` as JSON.

export interface HistoryState {
  readonly results: number;
  /** From the start of the process until its modules are loaded, ms. */
  readonly loadedMs: number;
  /** From there until match.results is read and its records decoded, ms. */
  readonly readMs: number;
  /** From there until it is folded, and clubs' strengths have learnt from it: a first look-up waits no longer, ms. */
  readonly foldMs: number;
  /** CPU time of both, all threads, ms. */
  readonly cpuMs: number;
  /** From there until all the rest is made that look-ups ask for, ms. */
  readonly aheadMs: number;
  /** In the end: on the heap, and in array buffers beside it, bytes. */
  readonly heapBytes: number;
  readonly bufferBytes: number;
}

const { KAFKA_BROKERS = "", SCHEMA_REGISTRY_URL = "" } = process.env;
const loadedMs = performance.now();
const before = memory();
const cpuBefore = process.cpuUsage();
const client = await openKafkaClient({ brokers: KAFKA_BROKERS.split(","), clientId: "bench-history" });
const { openSerde } = await openRegistry(SCHEMA_REGISTRY_URL);
const fail = (error: Error) => {
  throw error;
};
const view = await HistoryView.open({
  client,
  openSerde,
  waitMs: 60_000,
  onFailure: fail,
  onUndecodable: (_, error) => fail(error),
});
await view.caughtUp();
const readMs = performance.now() - loadedMs;
await view.settled(new AbortController().signal);
view.formAsOf("nobody", 0);
const foldMs = performance.now() - loadedMs - readMs;
const cpu = process.cpuUsage(cpuBefore);
await view.workedAhead();
const aheadMs = performance.now() - loadedMs - readMs - foldMs;
const after = memory();
const state: HistoryState = {
  results: view.size,
  loadedMs: Math.round(loadedMs),
  readMs: Math.round(readMs),
  foldMs: Math.round(foldMs),
  aheadMs: Math.round(aheadMs),
  cpuMs: Math.round((cpu.user + cpu.system) / 1_000),
  heapBytes: after.heapUsed - before.heapUsed,
  bufferBytes: after.arrayBuffers - before.arrayBuffers,
};
process.stdout.write(`${JSON.stringify(state)}\n`);
await view.close();
await client.close();

function memory() {
  globalThis.gc?.();
  return process.memoryUsage();
}

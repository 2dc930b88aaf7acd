import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildJavaPeer, root, startKafka } from "@touchline/local";
import { openKafkaClient } from "@touchline/streams/kafka";
import { differingKey } from "./committed-forms.ts";
import { quantile } from "./percentile.ts";
import { type ProfileShare, profileBacklog } from "./streams-profile.ts";
import { measureRestore, type RestoreFigures } from "./streams-restore.ts";
import { type Run, type RunFigures, runOnce, warmUp } from "./streams-run.ts";
import type { Runtime } from "./streams-runtime.ts";

export interface StreamsOptions {
  /** Input records of the measured backlog; as many as `warmUp` says come before them. */
  readonly records: number;
  /** Length of each latency part, s. */
  readonly seconds: number;
  /** Changelog records to restore; 0 leaves the restores out. */
  readonly restore: number;
  /** How often all of it is measured. */
  readonly rounds: number;
  /** Adds a table of where our runtime's time goes. */
  readonly profile: boolean;
}

export interface StreamsReport extends Omit<StreamsOptions, "profile"> {
  /** Events a second of the latency parts. */
  readonly rate: number;
  /** Input records before the backlog, not measured. */
  readonly warmUp: number;
  /** Medians of each runtime's runs. */
  readonly medians: readonly RunFigures[];
  readonly restores: readonly RestoreFigures[];
  /** All runtimes gave each key the same bytes in the same order. */
  readonly outputsEqual: boolean;
  readonly runs: readonly RunFigures[];
  readonly profile?: readonly ProfileShare[];
  /** Ours over Kafka Streams with stores in memory, as ours are. */
  readonly restoreRatio: number | null;
  readonly residentRatio: number;
  /** Events a second, ours over Kafka Streams at its default commit interval, stores in memory as ours are. */
  readonly throughputRatio: number;
  /** p99, ours over Kafka Streams at a commit interval of 10 ms, stores in memory. */
  readonly latencyRatioP99: number;
}

const rate = 500;
const ours: Runtime = { name: "touchline", kind: "ours" };
const peer = (store: "memory" | "rocksdb", commitMs: number): Runtime => ({
  name: `kafka-streams ${store} ${commitMs} ms`,
  kind: "kafka-streams",
  store,
  commitMs,
});
/** 100 ms is the default under exactly-once. */
const atDefault = peer("memory", 100);
const atOurLatency = peer("memory", 10);
const peers = [atDefault, peer("rocksdb", 100), atOurLatency, peer("memory", 5)];

/** Measures the same fold in ours and in Kafka Streams in turn, on one broker of its own, each in a process of its own. */
export async function streams(options: StreamsOptions, say: (text: string) => void): Promise<StreamsReport> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-streams-bench-"));
  const java = await buildJavaPeer(resolve(root, "bench/peers/kafka-streams/pom.xml"));
  const kafka = await startKafka({ folder: join(folder, "kafka") });
  const client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "bench" });
  const common = { brokers: kafka.brokers, folder, java, client };
  try {
    const runs: Run[] = [];
    for (const runtime of inTurn(options.rounds)) {
      const run = await runOnce(runtime, { ...common, ...options, rate, application: `run-${runs.length + 1}` });
      say(summary(run.figures));
      expectSameOutputs(runs[0] ?? run, run);
      runs.push(run);
    }
    const restores: RestoreFigures[] = [];
    for (const runtime of options.restore === 0 ? [] : [ours, atDefault, peer("rocksdb", 100)]) {
      const application = `restore-${restores.length + 1}`;
      const figures = await measureRestore(runtime, options.restore, { ...common, application });
      say(`${runtime.name}: ${figures.recordsPerSecond} changelog records/s`);
      restores.push(figures);
    }
    const profile = options.profile
      ? await profileBacklog(ours, { ...common, ...options, rate, application: "profile" })
      : undefined;
    return report(options, runs, restores, profile);
  } finally {
    await client.close();
    await kafka.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ours before each of the others, so that what else the machine does meets both. */
function inTurn(rounds: number): Runtime[] {
  return Array.from({ length: rounds }, () => peers.flatMap((each) => [ours, each])).flat();
}

function expectSameOutputs(a: Run, b: Run): void {
  const key = differingKey(a.outputs, b.outputs);
  if (key !== undefined) {
    throw new Error(`${a.figures.runtime} and ${b.figures.runtime} gave ${key} different outputs: nothing to compare`);
  }
}

function summary({ runtime, eventsPerSecond, cpuUsPerEvent, latency, residentMB }: RunFigures): string {
  const ms = latency === null ? "" : `, p50 ${latency.p50} ms, p99 ${latency.p99} ms`;
  return `${runtime}: ${eventsPerSecond} events/s, ${cpuUsPerEvent} µs CPU an event${ms}, ${residentMB} MB`;
}

function report(
  options: StreamsOptions,
  runs: readonly Run[],
  restores: readonly RestoreFigures[],
  profile: readonly ProfileShare[] | undefined,
): StreamsReport {
  const all = runs.map(({ figures }) => figures);
  const medians = [...Map.groupBy(all, ({ runtime }) => runtime).values()].map(median);
  const of = ({ name }: Runtime) => medians.find(({ runtime }) => runtime === name) as RunFigures;
  const restored = ({ name }: Runtime) => restores.find(({ runtime }) => runtime === name)?.recordsPerSecond;
  const ratio = (a: number | undefined, b: number | undefined) =>
    Number(((a ?? Number.NaN) / (b ?? Number.NaN)).toFixed(2));
  const { records, seconds, restore, rounds } = options;
  return {
    records,
    seconds,
    restore,
    rounds,
    rate,
    warmUp,
    medians,
    restores,
    outputsEqual: true,
    runs: all,
    ...(profile && { profile }),
    restoreRatio: restores.length === 0 ? null : ratio(restored(ours), restored(atDefault)),
    residentRatio: ratio(of(ours).residentMB, of(atDefault).residentMB),
    throughputRatio: ratio(of(ours).eventsPerSecond, of(atDefault).eventsPerSecond),
    latencyRatioP99: ratio(of(ours).latency?.p99, of(atOurLatency).latency?.p99),
  };
}

/** Each figure's median over the runs of a runtime; of two, the lower. */
function median(runs: readonly RunFigures[]): RunFigures {
  const of = (figure: (run: RunFigures) => number | null | undefined) =>
    quantile(
      runs.map(figure).filter((x) => x !== null && x !== undefined),
      0.5,
    );
  const latency = (name: "n" | "p50" | "p99" | "max") => of((run) => run.latency?.[name]);
  return {
    runtime: runs[0]?.runtime ?? "",
    eventsPerSecond: of((run) => run.eventsPerSecond),
    cpuUsPerEvent: of((run) => run.cpuUsPerEvent),
    latency: { n: latency("n"), p50: latency("p50"), p99: latency("p99"), max: latency("max") },
    cpuUsPerEventAtRate: of((run) => run.cpuUsPerEventAtRate),
    residentMB: of((run) => run.residentMB),
    missing: runs.reduce((sum, { missing }) => sum + missing, 0),
  };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildJavaPeer, root, startKafka } from "@touchline/local";
import { openKafkaClient } from "@touchline/streams/kafka";
import { differingKey } from "./committed-forms.ts";
import { quantile } from "./percentile.ts";
import { buildPythonPeer } from "./python-peer.ts";
import { type FailoverFigures, measureFailover } from "./streams-failover.ts";
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
  /** How often throughput and latency are measured. */
  readonly rounds: number;
  /** How often a process is killed, of ours and of Kafka Streams each; 0 leaves the failovers out. */
  readonly failovers: number;
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
  readonly failoverTimes: readonly FailoverFigures[];
  /** Runtimes that could not be measured here, and why. */
  readonly leftOut: readonly { readonly runtime: string; readonly reason: string }[];
  /** All runtimes gave each key the same bytes in the same order. */
  readonly outputsEqual: boolean;
  readonly runs: readonly RunFigures[];
  readonly profile?: readonly ProfileShare[];
  /** Ours over Kafka Streams with stores in memory, as ours are. */
  readonly restoreRatio: number | null;
  /** Time, ours over Kafka Streams with stores in memory; without standby copies on either side, and with one. */
  readonly failoverRatio: number | null;
  readonly failoverRatioWarm: number | null;
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
const inRocksDb = peer("rocksdb", 100);
/** At Kafka Streams' default: its own, 5 s, is not for latencies. */
const quix: Runtime = { name: "quix-streams rocksdb 100 ms", kind: "quix-streams", commitMs: 100 };
/** Ours again and again, so that what else the machine does meets all. */
const round = [ours, atDefault, atOurLatency, ours, inRocksDb];

/**
 * Measures the same fold in ours and in the peers in turn, on one broker of its own, each in a process of its own. Quix
 * Streams, the slowest by far, has one turn; it is left out where it cannot be installed.
 */
export async function streams(options: StreamsOptions, say: (text: string) => void): Promise<StreamsReport> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-streams-bench-"));
  const java = await buildJavaPeer(resolve(root, "bench/peers/kafka-streams/pom.xml"));
  const { python, leftOut } = await quixPython(say);
  const kafka = await startKafka({ folder: join(folder, "kafka") });
  const client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "bench" });
  const common = { brokers: kafka.brokers, folder, java, python, client };
  const ifThere = python === undefined ? [] : [quix];
  try {
    const runs: Run[] = [];
    for (const runtime of [...Array.from({ length: options.rounds }, () => round).flat(), ...ifThere]) {
      const run = await runOnce(runtime, { ...common, ...options, rate, application: `run-${runs.length + 1}` });
      say(summary(run.figures));
      expectSameOutputs(runs[0] ?? run, run);
      runs.push(run);
    }
    const restores: RestoreFigures[] = [];
    for (const runtime of options.restore === 0 ? [] : [ours, atDefault, inRocksDb, ...ifThere]) {
      const application = `restore-${restores.length + 1}`;
      const figures = await measureRestore(runtime, options.restore, { ...common, application });
      say(`${runtime.name}: ${figures.recordsPerSecond} changelog records/s`);
      restores.push(figures);
    }
    const failoverTimes: FailoverFigures[] = [];
    for (const standbys of options.failovers === 0 ? [] : [0, 1]) {
      for (const runtime of [ours, atDefault]) {
        const application = `failover-${failoverTimes.length + 1}`;
        const figures = await measureFailover(runtime, options.failovers, { ...common, application, standbys });
        say(`${runtime.name}: failover in ${figures.ms.join(", ")} ms with ${standbys} standby copies`);
        failoverTimes.push(figures);
      }
    }
    const profile = options.profile
      ? await profileBacklog(ours, { ...common, ...options, rate, application: "profile" })
      : undefined;
    return report(options, { runs, restores, failoverTimes, leftOut, profile });
  } finally {
    await client.close();
    await kafka.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function quixPython(say: (text: string) => void) {
  try {
    const requirements = resolve(root, "bench/peers/quix-streams/requirements.txt");
    return { python: await buildPythonPeer("quix-streams", requirements), leftOut: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`${quix.name} is left out: ${reason}`);
    return { python: undefined, leftOut: [{ runtime: quix.name, reason }] };
  }
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

interface Measured extends Pick<StreamsReport, "restores" | "failoverTimes" | "leftOut"> {
  readonly runs: readonly Run[];
  readonly profile: readonly ProfileShare[] | undefined;
}

function report(
  { profile: _, ...options }: StreamsOptions,
  { runs, restores, failoverTimes, leftOut, profile }: Measured,
): StreamsReport {
  const all = runs.map(({ figures }) => figures);
  const medians = [...Map.groupBy(all, ({ runtime }) => runtime).values()].map(median);
  const of = ({ name }: Runtime) => medians.find(({ runtime }) => runtime === name) as RunFigures;
  const restored = ({ name }: Runtime) => restores.find(({ runtime }) => runtime === name)?.recordsPerSecond;
  const recovered = ({ name }: Runtime, copies: number) =>
    failoverTimes.find(({ runtime, standbys }) => runtime === name && standbys === copies)?.msP50;
  const failoverRatio = (copies: number) =>
    failoverTimes.length === 0 ? null : ratio(recovered(ours, copies), recovered(atDefault, copies));
  const ratio = (a: number | undefined, b: number | undefined) =>
    Number(((a ?? Number.NaN) / (b ?? Number.NaN)).toFixed(2));
  return {
    ...options,
    rate,
    warmUp,
    medians,
    restores,
    failoverTimes,
    leftOut,
    outputsEqual: true,
    runs: all,
    ...(profile && { profile }),
    restoreRatio: restores.length === 0 ? null : ratio(restored(ours), restored(atDefault)),
    failoverRatio: failoverRatio(0),
    failoverRatioWarm: failoverRatio(1),
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

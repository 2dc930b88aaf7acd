import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type JavaPeer, root, type Supervised, supervise, waitForLog } from "@touchline/local";

interface KafkaStreams {
  readonly kind: "kafka-streams";
  readonly store: "memory" | "rocksdb";
  readonly commitMs: number;
}

interface QuixStreams {
  readonly kind: "quix-streams";
  readonly commitMs: number;
}

/** A runtime as it is measured: ours, or a peer with its kind of store and its commit interval. */
export type Runtime = { readonly name: string } & ({ readonly kind: "ours" } | KafkaStreams | QuixStreams);

export interface RunningRuntime {
  /** Of the runtime itself. */
  readonly pid: number;
  /** From the start of the process until it runs, ms. */
  readonly startMs: number;
  /** Changelog records that it restored. */
  readonly restored: number;
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export interface RuntimeOptions {
  readonly brokers: string;
  readonly application: string;
  /** For logs and local state. */
  readonly folder: string;
  readonly java: JavaPeer;
  /** Python with Quix Streams; undefined where there is none. */
  readonly python: string | undefined;
  /** Tells the processes of an application apart, on this machine only. */
  readonly process?: string;
  /** Copies of each task's state on other processes, of Kafka Streams and ours. */
  readonly standbys?: number;
  /** Node writes a CPU profile here when it ends; ours alone. */
  readonly profileFolder?: string | undefined;
}

/** Of a consumer group, of Kafka Streams and ours alike: a process not heard of for so long is dead, ms. */
export const sessionTimeoutMs = 6_000;

// The heap is bounded so that resident memory means something; by default a JVM takes a quarter of the machine.
const jvmFlags = ["-Xms128m", "-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"];
const startTimeoutMs = 600_000;

/** Starts a runtime without local state, as a process of its own; resolves when it runs. */
export async function startRuntime(runtime: Runtime, options: RuntimeOptions): Promise<RunningRuntime> {
  const folder = join(options.folder, options.application, options.process ?? "process");
  await mkdir(folder, { recursive: true });
  const logFile = join(folder, "runtime.log");
  const startedAt = Date.now();
  const child = supervise({ ...command(runtime, { ...options, folder }), logFile, graceMs: 12_000 });
  const find = (log: string) => /^running (\d+) (\d+)$/m.exec(log) ?? undefined;
  const running = await waitForLog(logFile, child, startTimeoutMs, find);
  if (running === undefined) {
    await child.kill();
    throw new Error(`${runtime.name} did not start: ${(await readFile(logFile, "utf8")).slice(-2_000)}`);
  }
  const restored = (await readFile(logFile, "utf8")).matchAll(/^restored (\d+)$/gm);
  return {
    pid: Number(running[1]),
    startMs: Number(running[2]) - startedAt,
    restored: [...restored].reduce((sum, [, records]) => sum + Number(records), 0),
    stop: () => stop(child, folder),
    kill: () => child.kill(),
  };
}

function command(runtime: Runtime, options: RuntimeOptions): { command: string; args: string[] } {
  const { brokers, application, folder, java, python, profileFolder, standbys = 0 } = options;
  const state = join(folder, "state");
  if (runtime.kind === "ours") {
    const profile = profileFolder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`];
    const script = resolve(root, "bench/peers/streams-ours.ts");
    const settings = [brokers, application, String(sessionTimeoutMs), String(standbys)];
    return { command: process.execPath, args: ["--no-warnings", ...profile, script, ...settings] };
  }
  const { commitMs } = runtime;
  if (runtime.kind === "quix-streams") {
    if (python === undefined) throw new Error("there is no Python with Quix Streams");
    const script = resolve(root, "bench/peers/quix-streams/peer.py");
    return { command: python, args: [script, brokers, application, String(commitMs), state] };
  }
  const settings = [brokers, application, runtime.store, String(commitMs), state];
  settings.push(String(sessionTimeoutMs), String(standbys));
  return { command: java.java, args: [...jvmFlags, "-cp", java.classPath, "touchline.StreamsPeer", ...settings] };
}

async function stop(child: Supervised, folder: string): Promise<void> {
  await child.stop();
  await rm(join(folder, "state"), { recursive: true, force: true });
}

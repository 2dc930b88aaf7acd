import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type JavaPeer, root, type Supervised, supervise, waitForLog } from "@touchline/local";

/** A runtime as it is measured: ours, or Kafka Streams with a kind of store and a commit interval. */
export type Runtime =
  | { readonly name: string; readonly kind: "ours" }
  | {
      readonly name: string;
      readonly kind: "kafka-streams";
      readonly store: "memory" | "rocksdb";
      readonly commitMs: number;
    };

export interface RunningRuntime {
  /** Of the runtime itself. */
  readonly pid: number;
  /** From the start of the process until it runs, ms. */
  readonly startMs: number;
  /** Changelog records that it restored. */
  readonly restored: number;
  stop(): Promise<void>;
}

export interface RuntimeOptions {
  readonly brokers: string;
  readonly application: string;
  /** For logs and local state. */
  readonly folder: string;
  readonly java: JavaPeer;
  /** Node writes a CPU profile here when it ends; ours alone. */
  readonly profileFolder?: string | undefined;
}

// The heap is bounded so that resident memory means something; by default a JVM takes a quarter of the machine.
const jvmFlags = ["-Xms128m", "-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"];
const startTimeoutMs = 600_000;

/** Starts a runtime without local state, as a process of its own; resolves when it runs. */
export async function startRuntime(runtime: Runtime, options: RuntimeOptions): Promise<RunningRuntime> {
  const folder = join(options.folder, options.application);
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
  };
}

function command(runtime: Runtime, options: RuntimeOptions): { command: string; args: string[] } {
  const { brokers, application, folder, java, profileFolder } = options;
  if (runtime.kind === "ours") {
    const profile = profileFolder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`];
    const script = resolve(root, "bench/peers/streams-ours.ts");
    return { command: process.execPath, args: ["--no-warnings", ...profile, script, brokers, application] };
  }
  const settings = [runtime.store, String(runtime.commitMs), join(folder, "state")];
  return {
    command: java.java,
    args: [...jvmFlags, "-cp", java.classPath, "touchline.StreamsPeer", brokers, application, ...settings],
  };
}

async function stop(child: Supervised, folder: string): Promise<void> {
  await child.stop();
  await rm(join(folder, "state"), { recursive: true, force: true });
}

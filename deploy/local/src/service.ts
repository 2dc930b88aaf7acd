import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LocalError } from "./error.ts";
import { readLog, waitForLog } from "./log-file.ts";
import { root } from "./places.ts";
import { type Exit, supervise } from "./supervised.ts";

export interface ServiceOptions {
  /** Name of its folder below services/. */
  readonly name: string;
  /** Its configuration; the rest of this process's environment goes along. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its log goes to `<folder>/logs/<name>.log`. */
  readonly folder: string;
  /** Ends the start, and the service with it. */
  readonly signal?: AbortSignal;
  /** Longest wait until it says that it is ready, ms. */
  readonly readyWithinMs?: number;
}

export interface LocalService {
  readonly name: string;
  /** http://host:port of its health, metrics and, for the edge, everything else. */
  readonly address: string;
  /** Process group of the service. */
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
  /** SIGKILL, as a crash would. */
  kill(): Promise<void>;
}

/** Starts a service from its main.ts; resolves when /health/ready says so. Rejects with SERVICE_DID_NOT_START. */
export async function startService(options: ServiceOptions): Promise<LocalService> {
  const { name, environment, signal, readyWithinMs = 60_000 } = options;
  signal?.throwIfAborted();
  const logFile = resolve(options.folder, "logs", `${name}.log`);
  const child = supervise({
    command: process.execPath,
    args: [resolve(root, "services", name, "src/main.ts")],
    cwd: root,
    env: { ...process.env, ...environment },
    logFile,
    graceMs: 10_000,
  });
  const deadline = Date.now() + readyWithinMs;
  const giveUp = () => child.stop();
  signal?.addEventListener("abort", giveUp);
  const address = await waitForLog(logFile, child, readyWithinMs, addressIn);
  if (address === undefined || !(await readyBy(address, child.exited, deadline))) {
    await child.kill();
    throw notStarted(name, await readLog(logFile), logFile);
  }
  signal?.removeEventListener("abort", giveUp);
  return { name, address, pid: child.pid, logFile, exited: child.exited, stop: child.stop, kill: child.kill };
}

/** Every service logs its address once it listens. */
function addressIn(log: string): string | undefined {
  return /"address":"(http:[^"]+)"/.exec(log)?.[1];
}

async function readyBy(address: string, exited: Promise<Exit>, deadline: number): Promise<boolean> {
  let gone = false;
  exited.then(() => {
    gone = true;
  });
  for (; !gone && Date.now() < deadline; await sleep(50)) {
    const answer = await fetch(`${address}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return true;
  }
  return false;
}

function notStarted(name: string, log: string, logFile: string): LocalError {
  const reason = lastComplaint(log) ?? "it was not ready in time";
  return new LocalError(
    "SERVICE_DID_NOT_START",
    `The ${name} service did not start (${reason}): its log is ${logFile}.`,
  );
}

/** Why a service ended, by its log: the last error in it, or the plain text that it wrote in place of a log. */
export function lastComplaint(log: string): string | undefined {
  const lines = log.trim().split("\n");
  const errors = lines.map(errorIn).filter((error) => error !== undefined);
  const plain = lines
    .filter((line) => !line.startsWith("{"))
    .join(" ")
    .replace(/\s+/g, " ");
  return (errors.at(-1) ?? plain).slice(0, 300) || undefined;
}

function errorIn(line: string): string | undefined {
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: string; msg?: string; err?: { message?: string } };
    return level === "error" || level === "fatal" ? [msg, err?.message].filter(Boolean).join(": ") : undefined;
  } catch {
    // Plain text, or a line cut short by the end of the process.
    return undefined;
  }
}

import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../error.ts";

/** What a running `npm start` tells of itself, for `npm run dev` and for a second start. */
export interface Running {
  /** Of the process that holds the rest. */
  readonly pid: number;
  readonly page: string;
  /** KAFKA_BROKERS and SCHEMA_REGISTRY_URL. */
  readonly environment: Readonly<Record<string, string>>;
  /** Process groups, by service. */
  readonly processes: Readonly<Record<string, number>>;
  readonly services: Readonly<Record<string, { readonly environment: Readonly<Record<string, string>> }>>;
}

const fileIn = (data: string) => join(data, "platform.json");

/** What runs on the data folder; undefined where nothing does, whatever an earlier run has left there. */
export async function readRunning(data: string): Promise<Running | undefined> {
  const text = await readFile(fileIn(data), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const running = JSON.parse(text) as Running;
  return isAlive(running.pid) ? running : undefined;
}

/** Rejects with ALREADY_RUNNING while another start holds the folder. */
export async function expectNotRunning(data: string): Promise<void> {
  const running = await readRunning(data);
  if (running === undefined) return;
  const where = running.page === "" ? "" : ` at ${running.page}`;
  throw new CliError(
    "ALREADY_RUNNING",
    `Touchline is running already${where} (process ${running.pid}): stop it first, or give this one --data and ports of its own.`,
  );
}

/** Rejects with ALREADY_RUNNING while a start on the data folder runs its services on any of these brokers. */
export async function expectNotUsed(data: string, brokers: string): Promise<void> {
  const running = await readRunning(data);
  const used = new Set(brokersIn(running?.environment.KAFKA_BROKERS ?? ""));
  if (running === undefined || !brokersIn(brokers).some((broker) => used.has(broker))) return;
  throw new CliError(
    "ALREADY_RUNNING",
    `The npm start at ${running.page} (process ${running.pid}) runs its services on ${brokers}, and this would take over from them: stop it first, or unset KAFKA_BROKERS and SCHEMA_REGISTRY_URL to have brokers for this alone.`,
  );
}

function brokersIn(list: string): string[] {
  return list
    .split(",")
    .map((broker) => broker.trim().replace(/^localhost:/, "127.0.0.1:"))
    .filter((broker) => broker !== "");
}

let written = 0;

export async function writeRunning(data: string, running: Running): Promise<void> {
  await mkdir(data, { recursive: true });
  // Whoever reads it meanwhile gets the one before or this one, never half of either.
  const next = `${fileIn(data)}.${process.pid}.${++written}`;
  await writeFile(next, `${JSON.stringify(running, null, 2)}\n`);
  await rename(next, fileIn(data));
}

export async function removeRunning(data: string): Promise<void> {
  await rm(fileIn(data), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

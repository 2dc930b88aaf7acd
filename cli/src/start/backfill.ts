import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Steps } from "./steps.ts";

/** Resolves when ingest has published the past results, or found them in place. Shows how far it is. */
export async function backfilled(data: string, steps: Steps): Promise<void> {
  const file = join(data, "logs", "ingest.log");
  for (;;) {
    const { done, total, isOver } = progressOf(await readFile(file, "utf8").catch(() => ""));
    if (isOver) break;
    steps.progress("Past results", done, total, "results");
    await sleep(200);
  }
  steps.progressDone();
}

export interface Backfill {
  readonly done: number;
  readonly total: number;
  readonly isOver: boolean;
}

/** How far history has come, by ingest's log. */
export function progressOf(log: string): Backfill {
  let progress: Backfill = { done: 0, total: 0, isOver: false };
  for (const line of log.split("\n").slice(0, -1)) {
    if (!line.startsWith("{")) continue;
    const entry = JSON.parse(line) as { msg?: string; provider?: string; done?: number; total?: number };
    if (entry.msg === "history") progress = { ...progress, done: entry.done ?? 0, total: entry.total ?? 0 };
    if (entry.msg === "nothing more to say" && entry.provider === "history") progress = { ...progress, isOver: true };
  }
  return progress;
}

import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Supervised } from "./supervised.ts";

/** Text of a log so far; empty where there is none yet. */
export async function readLog(file: string): Promise<string> {
  return await readFile(file, "utf8").catch(() => "");
}

/**
 * Waits until `find` sees in the log what it is looking for and gives it. Gives undefined when the process ended or
 * `timeoutMs` passed without it.
 */
export async function waitForLog<T>(
  file: string,
  child: Supervised,
  timeoutMs: number,
  find: (log: string) => T | undefined,
): Promise<T | undefined> {
  let ended = false;
  child.exited.then(() => {
    ended = true;
  });
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(50)) {
    const last = ended;
    const found = find(await readLog(file));
    if (found !== undefined || last) return found;
  }
  return undefined;
}

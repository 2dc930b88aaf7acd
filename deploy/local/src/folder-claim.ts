import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { LocalError } from "./error.ts";

/** The longest that the broker of a killed parent takes to stop. */
const stoppingMs = 5_000;

/**
 * Rejects with FOLDER_IN_USE while the process group that the file names lives. Kafka has a lock of its own, but takes it
 * only after it has opened, and may have spoilt, the metadata log of the broker that holds it.
 */
export async function expectUnclaimed(file: string, folder: string): Promise<void> {
  const group = Number(await readFile(file, "utf8").catch(() => ""));
  if (!(group > 0)) return;
  for (const deadline = Date.now() + stoppingMs; Date.now() < deadline; await sleep(100)) {
    if (!groupLives(group)) return;
  }
  throw new LocalError(
    "FOLDER_IN_USE",
    `Another Kafka (process group ${group}) is running on ${folder}: stop it first or use another folder.`,
  );
}

export async function claim(file: string, group: number): Promise<void> {
  await writeFile(file, String(group));
}

function groupLives(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

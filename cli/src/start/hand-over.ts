import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "./running.ts";

// Two copies of a service would fence each other in turn. So `npm run dev` leaves its process id here, and the running
// start keeps its own copy down for as long as that process lives.
const fileOf = (data: string, service: string) => join(data, "dev", `${service}.pid`);

export async function takeOver(data: string, service: string): Promise<void> {
  await mkdir(join(data, "dev"), { recursive: true });
  await writeFile(fileOf(data, service), String(process.pid));
}

export async function giveBack(data: string, service: string): Promise<void> {
  await rm(fileOf(data, service), { force: true });
}

export async function isTakenOver(data: string, service: string): Promise<boolean> {
  const pid = Number(await readFile(fileOf(data, service), "utf8").catch(() => ""));
  return pid > 0 && isAlive(pid);
}

import { readFileSync } from "node:fs";

/** What a process has used so far. */
export interface ProcessUsage {
  /** CPU time of all its threads, user and system, µs; in steps of 10,000. */
  readonly cpuUs: number;
  /** Resident memory, bytes. */
  readonly residentBytes: number;
}

// Linux tells times in ticks of USER_HZ, which is 100 on every architecture that Node runs on.
const tickUs = 10_000;

/** Reads from /proc, so on Linux alone; throws where there is no such process. */
export function processUsage(pid: number): ProcessUsage {
  return readUsage(readFileSync(`/proc/${pid}/stat`, "utf8"), readFileSync(`/proc/${pid}/status`, "utf8"));
}

/** `stat` and `status` as proc(5) describes them. */
export function readUsage(stat: string, status: string): ProcessUsage {
  // the second field, the command in brackets, may hold anything; the state comes third
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  const kiB = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  return { cpuUs: ticks * tickUs, residentBytes: kiB * 1024 };
}

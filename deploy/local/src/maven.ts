import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LocalError } from "./error.ts";
import { readLog } from "./log-file.ts";
import { supervise } from "./supervised.ts";

export interface MavenRun {
  readonly pom: string;
  /** What the pom calls touchline.folder; the run's log is kept here. */
  readonly folder: string;
  readonly onBytes: (bytes: number) => void;
}

/** Runs the pom's downloads. Rejects with MAVEN_MISSING, DISK_FULL or DOWNLOAD_FAILED. */
export async function runMaven({ pom, folder, onBytes }: MavenRun): Promise<void> {
  const logFile = join(folder, "maven.log");
  // Not in batch mode: only the interactive one tells of a download before its end. There is no terminal for it to ask.
  const args = ["-Dstyle.color=never", `-Dtouchline.folder=${folder}`, "-f", pom, "generate-resources"];
  const child = supervise({ command: "mvn", args, logFile, graceMs: 2_000 });
  let code: number | null | undefined;
  child.exited.then((exit) => {
    code = exit.code;
  });
  while (code === undefined) {
    await sleep(200);
    onBytes(downloadedBytes(await readLog(logFile)));
  }
  if (code !== 0) throw mavenFailure(code, await readLog(logFile), logFile);
}

/** What a failed run means, as one sentence. */
export function mavenFailure(code: number | null, log: string, logFile: string): LocalError {
  if (code === 127) {
    const how = "install it (Debian and Ubuntu: apt-get install maven)";
    return new LocalError("MAVEN_MISSING", `Kafka's jars come by Maven, and 'mvn' is not on the path: ${how}.`);
  }
  if (/No space left on device/.test(log)) {
    return new LocalError("DISK_FULL", "The disk is full: free about 600 MB and start again.");
  }
  const offline =
    /Unknown host|unreachable|Connection (refused|timed out|reset)|Connect to .* failed|No route to host|offline mode/i;
  const reason = offline.test(log)
    ? "the Maven repository cannot be reached; check the network or the proxy in Maven's settings"
    : "the reason is in Maven's log";
  return new LocalError("DOWNLOAD_FAILED", `Kafka's jars could not be downloaded: ${reason} (${logFile}).`);
}

const units: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** Bytes that Maven's transfer listener tells of: the finished downloads, and as far as the ones under way have come. */
export function downloadedBytes(log: string): number {
  let finished = 0;
  let underWay = 0;
  for (const line of log.split(/[\r\n]+/)) {
    const done = /^\s*Downloaded from .* \(([\d.]+) (B|kB|MB|GB) at /.exec(line);
    if (done) {
      finished += bytesOf(done[1], done[2]);
      underWay = 0;
    } else if (line.startsWith("Progress (")) {
      const parts = [...line.matchAll(/([\d.]+)(?:\/[\d.]+)? (B|kB|MB|GB)/g)];
      underWay = parts.reduce((sum, [, amount, unit]) => sum + bytesOf(amount, unit), 0);
    }
  }
  return finished + underWay;
}

function bytesOf(amount: string | undefined, unit: string | undefined): number {
  return Number(amount) * (units[unit ?? ""] ?? 0);
}

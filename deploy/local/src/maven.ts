import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { LocalError } from "./error.ts";

export interface MavenRun {
  readonly pom: string;
  /** What the pom calls touchline.folder; the run's log is kept here. */
  readonly folder: string;
  readonly onBytes: (bytes: number) => void;
}

/** Runs the pom's downloads. Rejects with MAVEN_MISSING, DISK_FULL or DOWNLOAD_FAILED. */
export async function runMaven({ pom, folder, onBytes }: MavenRun): Promise<void> {
  const logFile = join(folder, "maven.log");
  const log = createWriteStream(logFile);
  const progress = new MavenProgress();
  // Not in batch mode: only the interactive one tells of a download before its end. There is no terminal for it to ask.
  const args = ["-Dstyle.color=never", `-Dtouchline.folder=${folder}`, "-f", pom, "generate-resources"];
  const child = spawn("mvn", args, { stdio: ["ignore", "pipe", "pipe"] });
  const stopWithUs = () => child.kill("SIGKILL");
  process.once("exit", stopWithUs);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log.write(text);
      output = (output + text).slice(-20_000);
      onBytes(progress.read(text));
    });
  }
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code !== 0) throw mavenFailure(output, logFile);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    const message =
      "Kafka's jars are resolved with Maven, and 'mvn' is not on the path: install it (Debian and Ubuntu: apt-get install maven).";
    throw new LocalError("MAVEN_MISSING", message, { cause });
  } finally {
    process.off("exit", stopWithUs);
    log.end();
  }
}

/** What the end of a failed run's output means, as one sentence. */
export function mavenFailure(output: string, logFile: string): LocalError {
  if (/No space left on device/.test(output)) {
    return new LocalError("DISK_FULL", "The disk is full: free about 600 MB and start again.");
  }
  const offline =
    /Unknown host|Network is unreachable|Connection (refused|timed out|reset)|Connect(ion)? to|No route to host|offline mode/i;
  const reason = offline.test(output)
    ? "the Maven repository cannot be reached; check the network or proxy"
    : "see what Maven says";
  return new LocalError(
    "DOWNLOAD_FAILED",
    `Kafka's jars could not be downloaded: ${reason} (${logFile}) and start again.`,
  );
}

const units: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** Adds up what Maven's transfer listener says: finished downloads, and how far the ones under way have come. */
export class MavenProgress {
  private finished = 0;
  private underWay = 0;
  private rest = "";

  /** Takes the next piece of output; gives the bytes downloaded so far, which never fall. */
  read(text: string): number {
    const lines = (this.rest + text).split(/[\r\n]+/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.readLine(line);
    return this.finished + this.underWay;
  }

  private readLine(line: string): void {
    const done = /^Downloaded from .* \(([\d.]+) (B|kB|MB|GB) at /.exec(line);
    if (done) {
      this.finished += Number(done[1]) * (units[done[2] as string] as number);
      this.underWay = 0;
      return;
    }
    if (!line.startsWith("Progress (")) return;
    let underWay = 0;
    for (const [, amount, unit] of line.matchAll(/([\d.]+)(?:\/[\d.]+)? (B|kB|MB|GB)/g)) {
      underWay += Number(amount) * (units[unit as string] as number);
    }
    this.underWay = Math.max(this.underWay, underWay);
  }
}

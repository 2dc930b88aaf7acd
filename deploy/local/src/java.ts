import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { LocalError } from "./error.ts";

export interface Java {
  readonly command: string;
  readonly version: string;
}

const oldest = 17;

/** Finds Java 17 or newer through JAVA_HOME or the path; rejects with JAVA_MISSING. */
export async function findJava(environment: NodeJS.ProcessEnv = process.env): Promise<Java> {
  const command = environment.JAVA_HOME ? join(environment.JAVA_HOME, "bin", "java") : "java";
  const wanted = `install Java ${oldest} or newer (Debian and Ubuntu: apt-get install openjdk-17-jre-headless) or set JAVA_HOME to one`;
  const answer = await promisify(execFile)(command, ["-version"], { env: environment }).catch((cause: unknown) => {
    throw new LocalError("JAVA_MISSING", `Kafka needs Java, and '${command}' does not run: ${wanted}.`, { cause });
  });
  const version = /version "([^"]+)"/.exec(answer.stderr)?.[1] ?? "";
  const [first, second] = version.split(/[._-]/).map(Number);
  const major = first === 1 ? second : first;
  if (!((major ?? 0) >= oldest)) {
    throw new LocalError("JAVA_MISSING", `'${command}' is Java ${version || "of no known version"}: ${wanted}.`);
  }
  return { command, version };
}

/** Small heap, little compilation: these programs are wanted quickly and are not worked hard. */
export const jvmFlags = ["-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"];

/**
 * An archive of a program's loaded classes, which halves its start. The first run that ends in good order records it;
 * each later one maps it. One a Java version, since another version ignores it.
 */
export class ClassArchive {
  private readonly file: string;
  private readonly recording: string;

  constructor(file: string, runFolder: string, java: Java) {
    this.file = `${file}-${java.version}.jsa`;
    this.recording = join(runFolder, "classes.jsa");
  }

  flags(): string[] {
    rmSync(this.recording, { force: true });
    return existsSync(this.file)
      ? [`-XX:SharedArchiveFile=${this.file}`]
      : [`-XX:ArchiveClassesAtExit=${this.recording}`];
  }

  /** To be called after an ordered exit: a killed program may have left half an archive. */
  keep(): void {
    if (!existsSync(this.recording)) return;
    mkdirSync(dirname(this.file), { recursive: true });
    try {
      renameSync(this.recording, this.file);
    } catch {
      // On another file system than the clone: that start stays the slower one.
      rmSync(this.recording, { force: true });
    }
  }
}

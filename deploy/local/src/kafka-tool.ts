import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kafkaLibs } from "./downloads.ts";
import { findJava, jvmFlags } from "./java.ts";
import { supervise } from "./supervised.ts";

/** What a tool of Kafka's own jars had to say. */
export interface ToolAnswer {
  readonly code: number | null;
  /** What it printed, its log apart. */
  readonly output: string;
  readonly log: string;
}

/** Runs a command line tool of Kafka's jars to its end. `input` is what it reads. */
export async function kafkaTool(main: string, args: readonly string[], input = ""): Promise<ToolAnswer> {
  const { command } = await findJava();
  const folder = await mkdtemp(join(tmpdir(), "touchline-tool-"));
  const outputFile = join(folder, "output");
  const logFile = join(folder, "log");
  const inputFile = join(folder, "input");
  try {
    await writeFile(inputFile, input);
    const child = supervise({
      command: "/bin/sh",
      args: [
        ...["-c", 'input=$1; shift; exec "$@" < "$input"', "sh", inputFile, command, ...jvmFlags],
        `-Dorg.slf4j.simpleLogger.logFile=${logFile}`,
        ...["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", `${kafkaLibs}/*`],
        main,
        ...args,
      ],
      logFile: outputFile,
      graceMs: 2_000,
    });
    const { code } = await child.exited;
    const read = (file: string) => readFile(file, "utf8").catch(() => "");
    return { code, output: await read(outputFile), log: await read(logFile) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

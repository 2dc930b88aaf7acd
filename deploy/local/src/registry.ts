import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { download, type OnProgress, registryJar } from "./downloads.ts";
import { LocalError } from "./error.ts";
import { ClassArchive, findJava, jvmFlags } from "./java.ts";
import { readLog, waitForLog } from "./log-file.ts";
import { expectFree } from "./ports.ts";
import { type Exit, supervise } from "./supervised.ts";

export interface RegistryOptions {
  /** Holds the registry's database and log; schema ids are the same at a later start on it. */
  readonly folder: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly onProgress?: OnProgress;
}

export interface LocalRegistry {
  /** Confluent's API, as SCHEMA_REGISTRY_URL has it. */
  readonly url: string;
  readonly port: number;
  /** Process group of the registry. */
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
  /** SIGKILL, as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts Apicurio on 127.0.0.1; resolves when it serves requests. Its process ends when this one does. Rejects with
 * JAVA_MISSING, PORT_TAKEN, FOLDER_IN_USE, DISK_FULL, REGISTRY_DID_NOT_START or what `download` rejects with.
 */
export async function startRegistry({
  folder: anyFolder,
  port = 0,
  onProgress,
}: RegistryOptions): Promise<LocalRegistry> {
  const folder = resolve(anyFolder);
  const java = await findJava();
  await download({ onProgress });
  await expectFree(port, "the schema registry");
  await mkdir(folder, { recursive: true });

  const logFile = resolve(folder, "registry.log");
  const archive = new ClassArchive(resolve(registryJar, "../classes"), folder, java);
  const settings = [
    // It keeps its schemas in memory unless told otherwise, and would give out other ids after a restart. Without the
    // delay a registration is on disk before it is answered, so a kill loses none.
    "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:./registry;WRITE_DELAY=0",
    "-Dquarkus.http.host=127.0.0.1",
    `-Dquarkus.http.port=${port}`,
  ];
  const child = supervise({
    command: java.command,
    args: [...jvmFlags, ...archive.flags(), ...settings, "-jar", registryJar],
    cwd: folder,
    logFile,
    graceMs: 15_000,
  });
  const bound = await waitForLog(logFile, child, 60_000, servingPort);
  if (bound === undefined) {
    await child.kill();
    // It was free a moment ago, but someone may have been quicker.
    await expectFree(port, "the schema registry");
    throw notStarted(await readLog(logFile), logFile, folder);
  }
  return {
    url: `http://127.0.0.1:${bound}/apis/ccompat/v7`,
    port: bound,
    pid: child.pid,
    logFile,
    exited: child.exited,
    kill: child.kill,
    async stop() {
      await child.stop();
      archive.keep();
    },
  };
}

function servingPort(log: string): number | undefined {
  const port = /Listening on: http:\/\/[^:]+:(\d+)/.exec(log)?.[1];
  return port === undefined ? undefined : Number(port);
}

function notStarted(log: string, logFile: string, folder: string): LocalError {
  if (/No space left on device/.test(log)) {
    return new LocalError(
      "DISK_FULL",
      `The registry could not write to ${folder}: the disk is full; free some space and start again.`,
    );
  }
  if (/Database may be already in use/.test(log)) {
    return new LocalError(
      "FOLDER_IN_USE",
      `Another registry is running on ${folder}: stop it first or use another folder.`,
    );
  }
  return new LocalError(
    "REGISTRY_DID_NOT_START",
    `The schema registry did not start: its log, with the reason, is ${logFile}.`,
  );
}

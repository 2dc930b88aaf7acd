import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brokerProperties, type Quorum } from "./broker-properties.ts";
import { download, kafkaLibs, type OnProgress } from "./downloads.ts";
import { LocalError } from "./error.ts";
import { claim, expectUnclaimed } from "./folder-claim.ts";
import { ClassArchive, findJava, type Java, jvmFlags } from "./java.ts";
import { readLog, waitForLog } from "./log-file.ts";
import { expectFree } from "./ports.ts";
import { type Exit, supervise } from "./supervised.ts";

export interface BrokerOptions {
  /** Holds the broker's data and log; a later start on it finds the same topics and records. */
  readonly folder: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Left out where the broker is alone. */
  readonly quorum?: Quorum;
  readonly onProgress?: OnProgress | undefined;
}

/** The process of a broker that serves requests. */
export interface Broker {
  readonly port: number;
  /** Process group of the broker. */
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
  /** SIGKILL, as a crash would. */
  kill(): Promise<void>;
  /** SIGSTOP: it keeps its connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
}

// Fixed, since a random id may begin with a dash, which the format tool takes for an option.
const clusterId = "TouchlineLocalQ0aBcDeF";

/**
 * Starts a broker on 127.0.0.1; resolves when it serves requests, which takes the majority of its quorum. Its process ends
 * when this one does. Rejects with JAVA_MISSING, PORT_TAKEN, FOLDER_IN_USE, DISK_FULL, BROKER_DID_NOT_START or what
 * `download` rejects with.
 */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { port, quorum, onProgress } = options;
  const folder = resolve(options.folder);
  const java = await findJava();
  await download({ onProgress });
  const claimFile = resolve(folder, "broker.pid");
  await expectUnclaimed(claimFile, folder);
  await expectFree(port, "Kafka");
  await mkdir(folder, { recursive: true });
  await format(folder, java, quorum);
  await writeFile(resolve(folder, "broker.properties"), brokerProperties({ port, logFolder: "log", quorum }));

  const logFile = resolve(folder, "broker.log");
  const archive = new ClassArchive(resolve(kafkaLibs, "..", "classes"), folder, java);
  const child = supervise({
    command: java.command,
    args: [...jvmFlags, ...archive.flags(), ...logFlags, "-cp", `${kafkaLibs}/*`, "kafka.Kafka", "broker.properties"],
    cwd: folder,
    logFile,
    graceMs: 15_000,
  });
  await claim(claimFile, child.pid);
  const bound = await waitForLog(logFile, child, 60_000, servingPort);
  if (bound === undefined) {
    await child.kill();
    // It was free a moment ago, but someone may have been quicker.
    await expectFree(port, "Kafka");
    throw notStarted(await readLog(logFile), logFile, folder);
  }
  return {
    port: bound,
    pid: child.pid,
    logFile,
    exited: child.exited,
    kill: child.kill,
    freeze: () => child.signal("STOP"),
    thaw: () => child.signal("CONT"),
    async stop() {
      await child.stop();
      archive.keep();
    },
  };
}

const logFlags = [
  "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
  "-Dorg.slf4j.simpleLogger.showDateTime=true",
  "-Dorg.slf4j.simpleLogger.log.kafka.network.DataPlaneAcceptor=info",
  "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
];

/** The controller's listener comes first, the broker's last; the server says "started" when it answers on both. */
function servingPort(log: string): number | undefined {
  if (!log.includes("Kafka Server started")) return undefined;
  const port = [...log.matchAll(/Awaiting socket connections on \S+:(\d+)/g)].at(-1)?.[1];
  return port === undefined ? undefined : Number(port);
}

/** Once a folder. Formats beside and renames, so that a format cut short is never taken for a whole one. */
async function format(folder: string, java: Java, quorum: Quorum | undefined): Promise<void> {
  const data = resolve(folder, "log");
  if (existsSync(data)) return;
  await rm(`${data}.new`, { recursive: true, force: true });
  const properties = brokerProperties({ port: 0, logFolder: "log.new", quorum });
  await writeFile(resolve(folder, "format.properties"), properties);
  const logFile = resolve(folder, "format.log");
  const voters = quorum === undefined ? ["--standalone"] : [];
  const tool = ["kafka.tools.StorageTool", "format", ...voters, "-t", clusterId, "-c", "format.properties"];
  const child = supervise({
    command: java.command,
    args: [...jvmFlags, ...logFlags, "-cp", `${kafkaLibs}/*`, ...tool],
    cwd: folder,
    logFile,
    graceMs: 1_000,
  });
  const { code } = await child.exited;
  if (code !== 0) throw notStarted(await readLog(logFile), logFile, folder);
  await rename(`${data}.new`, data);
  await rm(resolve(folder, "format.properties"));
}

/** What a broker's log says of its end, as one sentence. */
function notStarted(log: string, logFile: string, folder: string): LocalError {
  if (/No space left on device/.test(log)) {
    return new LocalError(
      "DISK_FULL",
      `Kafka could not write to ${folder}: the disk is full; free some space and start again.`,
    );
  }
  const last =
    log
      .trimEnd()
      .split("\n")
      .findLast((line) => /ERROR|Exception/.test(line)) ?? "no error was logged";
  return new LocalError(
    "BROKER_DID_NOT_START",
    `Kafka did not start (${last.trim().slice(0, 200)}): its log is ${logFile}.`,
  );
}

import { join } from "node:path";
import { LocalError } from "./error.ts";
import { type LocalKafka, startKafka } from "./kafka.ts";
import { readLog } from "./log-file.ts";
import { type LocalRegistry, startRegistry } from "./registry.ts";
import { applyTopicsTo } from "./topics.ts";

export interface PlatformOptions {
  /** Kafka's and the registry's data and logs, each in a folder of its own below. */
  readonly folder: string;
  /** Whether topics and schemas are applied as well. */
  readonly topics?: boolean;
  /** 0, the default, takes any free port. */
  readonly kafkaPort?: number;
  readonly registryPort?: number;
}

export interface LocalPlatform {
  readonly kafka: LocalKafka;
  readonly registry: LocalRegistry;
  /** What a service needs to be told to use it. */
  readonly environment: { readonly KAFKA_BROKERS: string; readonly SCHEMA_REGISTRY_URL: string };
  /** Resolves with the reason, PLATFORM_ENDED or DISK_FULL, when either of them ends; after a stop that means nothing. */
  readonly ended: Promise<LocalError>;
  stop(): Promise<void>;
}

/** Starts Kafka and the registry side by side, then applies topics and schemas. Rejects as they do, with neither left running. */
export async function startPlatform(options: PlatformOptions): Promise<LocalPlatform> {
  const { folder, topics = true, kafkaPort = 0, registryPort = 0 } = options;
  const starts = [
    startKafka({ folder: join(folder, "kafka"), port: kafkaPort }),
    startRegistry({ folder: join(folder, "registry"), port: registryPort }),
  ] as const;
  const [kafka, registry] = await Promise.all(starts).catch(async (error: unknown) => {
    for (const start of await Promise.allSettled(starts)) if (start.status === "fulfilled") await start.value.stop();
    throw error;
  });
  const platform: LocalPlatform = {
    kafka,
    registry,
    environment: { KAFKA_BROKERS: kafka.brokers, SCHEMA_REGISTRY_URL: registry.url },
    ended: Promise.race([endOf("Kafka", kafka), endOf("The schema registry", registry)]),
    async stop() {
      await Promise.all([kafka.stop(), registry.stop()]);
    },
  };
  try {
    if (topics) await applyTopicsTo(platform.environment);
    return platform;
  } catch (error) {
    await platform.stop();
    throw error;
  }
}

async function endOf(name: string, part: LocalKafka | LocalRegistry): Promise<LocalError> {
  const { code, signal } = await part.exited;
  if (/No space left on device/.test(await readLog(part.logFile))) {
    return new LocalError("DISK_FULL", `${name} ended: the disk is full; free some space and start again.`);
  }
  const how = signal ?? `exit code ${code}`;
  return new LocalError("PLATFORM_ENDED", `${name} ended (${how}): its log, with the reason, is ${part.logFile}.`);
}

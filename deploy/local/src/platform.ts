import { join } from "node:path";
import { type LocalKafka, startKafka } from "./kafka.ts";
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

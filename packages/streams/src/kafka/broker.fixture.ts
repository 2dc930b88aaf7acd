import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalKafka, startKafka } from "@touchline/local";
import { afterAll, beforeAll } from "vitest";
import { type KafkaClient, openKafkaClient } from "./index.ts";

/** A broker for the tests of a file, and a client of it; both are there once the tests run. */
export function brokerForTests(): { readonly kafka: LocalKafka; readonly client: KafkaClient } {
  let folder: string;
  let kafka: LocalKafka | undefined;
  let client: KafkaClient | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "touchline-kafka-"));
    kafka = await startKafka({ folder });
    client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "test" });
  });

  afterAll(async () => {
    await client?.close();
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    get kafka() {
      return kafka as LocalKafka;
    },
    get client() {
      return client as KafkaClient;
    },
  };
}

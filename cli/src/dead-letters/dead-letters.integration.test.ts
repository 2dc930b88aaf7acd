import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { consoleConsumer, type LocalPlatform, root, startPlatform } from "@touchline/local";
import { openRegistry } from "@touchline/schemas/registry";
import { keyValueStore, runTopology, source, topology } from "@touchline/streams";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { deadLettersOf, featuresChangelog, feedHealth, marketOdds, matchResults } from "@touchline/topics";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

let folder: string;
let platform: LocalPlatform;
let client: KafkaClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-letters-"));
  platform = await startPlatform({ folder });
  client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "letters" });
});

afterAll(async () => {
  await client?.close();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

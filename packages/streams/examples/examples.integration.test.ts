import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalKafka, startKafka } from "@touchline/local";
import { afterAll, beforeAll, expect, test } from "vitest";
import { load, names } from "./all.ts";
import { runOnBroker } from "./on-broker.ts";

let folder: string;
let kafka: LocalKafka;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-examples-"));
  kafka = await startKafka({ folder });
});

afterAll(async () => {
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(names)("%s tells on a broker what it tells in the test driver", async (name) => {
  const example = await load(name);
  expect(await runOnBroker(example, [kafka.brokers])).toEqual(example.tells);
});

test("an example can be played again: its topics are made anew", async () => {
  const example = await load(names[1] as string);
  expect(await runOnBroker(example, [kafka.brokers])).toEqual(example.tells);
});

import { source, type Topic, topology } from "@touchline/streams";
import { MemoryClient, MemoryLog, openJsonSerde } from "@touchline/streams/testing";
import Fastify from "fastify";
import { pino } from "pino";
import { Registry } from "prom-client";
import { expect, test, vi } from "vitest";
import type { Check } from "./health.ts";
import { startTopology } from "./start-topology.ts";

const topic = (name: string, schema: string): Topic => ({
  name,
  partitions: 1,
  schemas: { [schema]: { name: schema, definition: "" } },
});
const events = topic("events", "Event");
const letters = topic("events.dead-letters", "DeadLetter");
const counting = topology({
  application: "counting",
  changelog: { name: "counting.changelog", partitions: 1 },
  stores: {},
  sources: [source({ topic: events, deadLetters: letters, process: () => {} })],
  sinks: [],
});

function host(instance?: string, stores = false) {
  const checks = new Map<string, Check>();
  const stops: (() => unknown)[] = [];
  const failures: unknown[] = [];
  return {
    name: "counter",
    config: { INSTANCE_NAME: instance, STANDBYS: 0, STORES_HTTP: stores },
    http: Fastify(),
    log: pino({ level: "silent" }),
    metrics: new Registry(),
    readiness: (label: string, check: Check) => void checks.set(label, check),
    onStop: (_: string, stop: () => unknown) => void stops.push(stop),
    fail: (error: unknown) => void failures.push(error),
    ready: () => checks.get("streams")?.(),
    stop: () => stops[0]?.(),
    failures,
  };
}

function logWith(...topics: string[]): MemoryLog {
  const log = new MemoryLog();
  for (const name of topics) log.createTopic(name, 1);
  return log;
}

test("a service is ready once its topology runs, and stops it without a failure", async () => {
  const service = host();
  const client = new MemoryClient(logWith(events.name, letters.name, "counting.changelog"));
  const stores = startTopology(service, counting, { client, openSerde: openJsonSerde });
  expect(service.ready()).toBe("starting");
  expect(stores).toThrow(expect.objectContaining({ code: "TASK_RESTORING" }));
  await vi.waitFor(() => expect(service.ready()).toBe(true));
  expect(stores().partitions).toBe(1);
  await service.stop();
  expect(service.ready()).toBe("stopped");
  expect(service.failures).toEqual([]);
});

test("a service whose topics are missing fails with what to do about it", async () => {
  const service = host();
  const client = new MemoryClient(logWith(events.name));
  startTopology(service, counting, { client, openSerde: openJsonSerde });
  await vi.waitFor(() => expect(service.failures).toHaveLength(1));
  expect(service.failures[0]).toMatchObject({ code: "TOPIC_MISSING" });
  expect(service.ready()).toBe("failed");
});

test("a service can be stopped while its topology is still starting", async () => {
  const service = host();
  const client = new MemoryClient(logWith(events.name, letters.name, "counting.changelog"));
  startTopology(service, counting, { client, openSerde: openJsonSerde });
  await service.stop();
  expect(service.ready()).not.toBe(true);
  expect(service.failures).toEqual([]);
});

test("processes of a service share its tasks by their names; a process that starts under a name takes the place of the former", async () => {
  const log = logWith(events.name, letters.name, "counting.changelog");
  const [one, two, again] = [host("one"), host("two"), host("two")];
  for (const service of [one, two]) {
    startTopology(service, counting, { client: new MemoryClient(log), openSerde: openJsonSerde });
    await vi.waitFor(() => expect(service.ready()).toBe(true));
  }
  startTopology(again, counting, { client: new MemoryClient(log), openSerde: openJsonSerde });
  await vi.waitFor(() => expect(again.ready()).toBe(true));
  await vi.waitFor(() => expect(two.failures).toMatchObject([{ code: "FENCED" }]));
  expect(one.ready()).toBe(true);
  for (const service of [one, again]) await service.stop();
});

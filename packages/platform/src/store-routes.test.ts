import { keyValueStore, source, type Topic, topology } from "@touchline/streams";
import { openJsonSerde, type TestDriver, testDriver } from "@touchline/streams/testing";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { StoreReadError } from "./store-read-error.ts";
import { storeRoutes } from "./store-routes.ts";

const topic = (name: string, schema: string): Topic => ({
  name,
  partitions: 2,
  schemas: { [schema]: { name: schema, definition: "" } },
});
const events = topic("events", "Event");
const stores = { last: keyValueStore<unknown>("last") };
const keeping = topology({
  application: "keeping",
  changelog: { name: "keeping.changelog", partitions: 2 },
  stores,
  sources: [
    source<typeof events.schemas, typeof stores>({
      topic: events,
      deadLetters: topic("events.dead-letters", "DeadLetter"),
      process: ({ key, value }, { stores }) => stores.last.put(key, value),
    }),
  ],
  sinks: [],
});

const keys = ["a", "b", "c", "d", "e", "f", "match/1 (first leg)", "z"];

async function served(instance = "one", log?: TestDriver["log"]) {
  const driver = await testDriver(keeping, { openSerde: openJsonSerde, instance, ...(log && { log }) });
  const http = Fastify();
  storeRoutes(http, { reader: () => driver.app.stores, application: "keeping", instance });
  const get = async (path: string) => {
    const answer = await http.inject(path);
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
  return { driver, get };
}

async function filled() {
  const one = await served();
  for (const key of keys) one.driver.append(events, key, { schema: "Event", value: { of: key } });
  await one.driver.settle();
  return one;
}

test("the stores are told, with the tasks that are here and where they stand", async () => {
  const { get } = await filled();
  const { status, body } = await get("/v1/stores");
  expect(status).toBe(200);
  expect(body).toMatchObject({ application: "keeping", instance: "one", partitions: 2 });
  expect(body.stores).toEqual([{ name: "last", kind: "key-value" }]);
  const offsets = body.tasks.map(({ positions }: { positions: { events: string } }) => Number(positions.events));
  expect(offsets.reduce((a: number, b: number) => a + b)).toBe(keys.length);
});

test("an entry comes with its task and positions, whatever its key is made of", async () => {
  const { get } = await filled();
  const key = "match/1 (first leg)";
  const { status, body, headers } = await get(`/v1/stores/last/${encodeURIComponent(key)}`);
  expect(status).toBe(200);
  expect(body).toEqual({
    ...{ application: "keeping", instance: "one", store: "last", key, value: { of: key } },
    task: expect.any(Number),
    positions: { events: expect.stringMatching(/^\d+$/) },
  });
  expect(headers["cache-control"]).toBe("no-store");
});

test("pages follow one another by their cursor until there is no more", async () => {
  const { get } = await filled();
  const seen: string[] = [];
  let cursor = "";
  for (let page = 0; page < 5; page++) {
    const { body } = await get(`/v1/stores/last?limit=3${cursor}`);
    seen.push(...body.entries.map((entry: { key: string }) => entry.key));
    if (body.next === null) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(seen).toEqual(keys);
  const { body } = await get("/v1/stores/last?from=b&to=c");
  expect(body.entries).toMatchObject([{ key: "b", value: { of: "b" } }]);
  expect(body.missing).toEqual([]);
});

test.each([
  ["/v1/stores/first/a", 404, "STORE_UNKNOWN", "there are last"],
  ["/v1/stores/first", 404, "STORE_UNKNOWN", "there are last"],
  ["/v1/stores/last/y", 404, "KEY_UNKNOWN", "there is no y in last"],
  ["/v1/stores/last?limit=5000", 400, "QUERY_INVALID", "limit"],
  ["/v1/stores/last?cursor=x", 400, "QUERY_INVALID", "cursor"],
  ["/v1/stores/last/a?task=-1", 400, "QUERY_INVALID", "task"],
])("%s is answered with %i %s", async (path, status, code, message) => {
  const { get } = await filled();
  const answer = await get(path);
  expect(answer).toMatchObject({ status, body: { code, message: expect.stringContaining(message) } });
});

test("a key of another process is misdirected, and the answer says whom to ask; a page says which tasks it lacks", async () => {
  const one = await filled();
  const two = await served("two", one.driver.log);
  await one.driver.settle();
  const answers = await Promise.all(keys.map((key) => one.get(`/v1/stores/last/${encodeURIComponent(key)}`)));
  const misdirected = answers.find(({ status }) => status === 421);
  expect(misdirected?.body).toMatchObject({ code: "TASK_ELSEWHERE", instance: "two" });
  const page = await one.get("/v1/stores/last");
  expect(page.body.missing).toEqual([misdirected?.body.task]);
  expect((await two.get(`/v1/stores/last?task=${misdirected?.body.task}`)).body.entries.length).toBeGreaterThan(0);
});

test("before the application runs the answer is to ask again", async () => {
  const http = Fastify();
  const reader = () => {
    throw new StoreReadError("TASK_RESTORING", "keeping is starting");
  };
  storeRoutes(http, { reader, application: "keeping", instance: "one" });
  const answer = await http.inject("/v1/stores/last/a");
  expect(answer.statusCode).toBe(503);
  expect(answer.headers["retry-after"]).toBe("1");
  expect(answer.json()).toMatchObject({ code: "TASK_RESTORING" });
});

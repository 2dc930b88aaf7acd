import { describe, expect, test } from "vitest";
import { repartition } from "./repartition.ts";
import { byTeam, form, formByTeam, forms, type Result, resultLetters, results } from "./testing/form.fixture.ts";
import { openJsonSerde as openSerde } from "./testing/json-serdes.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { testDriver } from "./testing/test-driver.ts";
import { source, topology } from "./topology.ts";

const told = (match: string, team: string, at: number) => {
  const value: Result = { match, team, at, goals: 1, revision: 1, cancelled: false };
  return { schema: "Result", value } as const;
};

describe("repartition", () => {
  test("brings records to the task of their new key, exactly once, with their headers and without the marks of time", async () => {
    const driver = await testDriver(formByTeam, { openSerde });
    driver.crashAt("after-produce");
    await driver.pipe(results, "m1", told("m1", "a", 100), { "correlation-id": "c1" });
    await driver.restart();
    expect(driver.records(byTeam)).toMatchObject([{ key: "a", value: { match: "m1" } }]);
    const [only, ...others] = driver.records(forms);
    expect([only?.key, only?.value, others]).toEqual(["a", { at: 100, goals: ["m1:1/1"] }, []]);
    expect(only?.headers).toEqual({
      "correlation-id": "c1",
      "processed-at": expect.any(String),
      origin: expect.stringMatching(/^results\.by-team \d@\d+$/),
    });
  });

  test("carries the time of each task that writes: the reader's goes by the slowest, told of it also where no record comes", async () => {
    const driver = await testDriver(formByTeam, { openSerde });
    const matches = ["m1", "m2", "m3", "m4", "m5", "m6"];
    const ofTask = (task: number) =>
      matches.find((key) => driver.client.partitionFor(Buffer.from(key), 2) === task) ?? "";
    await driver.pipe(results, ofTask(0), told("m1", "a", 5_000));
    await driver.pipe(results, ofTask(1), told("m2", "a", 1_000));
    await driver.pipe(results, ofTask(1), told("m3", "a", 1_234));
    expect(driver.snapshot().map(({ time }) => time["results.by-team"])).toEqual([
      [5_000, 1_234],
      [5_000, 1_234],
    ]);
    expect([driver.streamTime(0), driver.streamTime(1)]).toEqual([1_234, 1_000 + 234]);
  });

  test("marks are as old as the record that moved the time, which may say that it happened long before or after", async () => {
    const driver = await testDriver(formByTeam, { openSerde });
    await driver.pipe(results, "m1", told("m1", "a", 9e12), {}, 1_000);
    const marks = driver.bytes(byTeam.name).filter(({ key }) => key === null);
    expect(marks.map(({ timestamp }) => timestamp)).toEqual([1_000, 1_000]);
  });

  test("takes no time from a writer that it does not have", async () => {
    const driver = await testDriver(formByTeam, { openSerde });
    await driver.pipe(results, "m1", told("m1", "a", 1_000));
    const before = driver.snapshot().map(({ time }) => time);
    for (const header of ["-1:9000000", "2:9000000", "0:Infinity", "0.5:9000000", "0:"]) {
      const headers = { "stream-time": header };
      driver.appendBytes({ topic: byTeam.name, partition: 0, key: null, value: null, timestamp: 5, headers });
    }
    await driver.settle();
    expect(driver.snapshot().map(({ time }) => time)).toEqual(before);
  });

  test("may be read by another application", async () => {
    const log = new MemoryLog();
    const stores = {};
    const passOn = topology({
      application: "pass-on",
      changelog: { name: "pass-on.changelog", partitions: 2 },
      stores,
      sources: [
        source<typeof results.schemas, typeof stores>({
          topic: results,
          deadLetters: resultLetters,
          process: ({ value }, { emit }) => emit(byTeam, value.team, { schema: "Result", value }),
        }),
      ],
      sinks: [byTeam],
    });
    const read = topology({
      ...form,
      sources: form.sources.map((source) => ({ ...source, topic: byTeam, idleAfter: 60_000 })),
    });
    const writer = await testDriver(passOn, { openSerde, log });
    const reader = await testDriver(read, { openSerde, log });
    await writer.pipe(results, "m1", told("m1", "a", 100), {}, 100);
    await reader.settle();
    expect(reader.records(forms)).toMatchObject([{ key: "a", value: { goals: ["m1:1/1"] } }]);
  });

  test("is refused where its writers are miscounted, or where nothing limits the wait for one of them", () => {
    const miscounted = repartition({ ...byTeam, writtenBy: 3 });
    expect(() => topology({ ...formByTeam, sinks: [miscounted, forms] })).toThrow(/to be written by 3 tasks, it has 2/);
    const [first, second] = formByTeam.sources;
    if (first === undefined || second === undefined) throw new Error("no sources");
    const { idleAfter: _, ...unlimited } = second;
    expect(() => topology({ ...formByTeam, sources: [first, unlimited] })).toThrow(/gives no idleAfter/);
    expect(() => topology({ ...formByTeam, sources: [second] })).toThrow(/only what it writes/);
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogRecord } from "./log-client.ts";
import { prepareTopology } from "./prepared-topology.ts";
import { Task } from "./task.ts";
import { counting, words } from "./testing/counting.fixture.ts";
import { form, results } from "./testing/form.fixture.ts";
import { openJsonSerde as openSerde } from "./testing/json-serdes.ts";
import { type TestDriver, testDriver } from "./testing/test-driver.ts";
import type { Topology } from "./topology.ts";

const word = fc.record({
  key: fc.constantFrom("a", "b", "c"),
  text: fc.constantFrom("one", "two", "three", "forget", "throw"),
});
const result = fc.record({
  round: fc.nat(15),
  team: fc.constantFrom("a", "b"),
  goals: fc.nat(3),
  cancelled: fc.constantFrom(false, false, true),
});

/** Lengths of what comes at a time. */
const pieces = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 });

test("a copy of counts and histories that took the changelog in any pieces is what it is restored to at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 60 }), pieces, async (inputs, lengths) => {
      const driver = await testDriver(counting, { openSerde });
      for (const { key, text } of inputs) {
        await driver.pipe(words, key, { schema: "Word", value: { text } });
      }
      await expectSame(counting as unknown as Topology, driver as unknown as TestDriver, lengths);
    }),
    { numRuns: 40 },
  );
});

test("a copy of windows that took the changelog in any pieces is what it is restored to at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(result, { maxLength: 60 }), pieces, async (inputs, lengths) => {
      const driver = await testDriver(form, { openSerde });
      for (const [i, { round, team, goals, cancelled }] of inputs.entries()) {
        const match = `${team}${round}`;
        const value = { match, team, at: 100 + 10 * round, goals, revision: i + 1, cancelled };
        await driver.pipe(results, team, { schema: "Result", value });
      }
      await expectSame(form as unknown as Topology, driver as unknown as TestDriver, lengths);
    }),
    { numRuns: 40 },
  );
});

async function expectSame(topology: Topology, driver: TestDriver, lengths: readonly number[]): Promise<void> {
  const prepared = await prepareTopology(topology, { client: driver.client, openSerde, now: () => 0 });
  const changelog = driver.bytes(topology.changelog.name);
  for (let partition = 0; partition < topology.changelog.partitions; partition++) {
    const records: LogRecord[] = changelog.filter((record) => record.partition === partition);
    const atOnce = new Task(prepared, partition);
    atOnce.restore(records);
    atOnce.restored();
    const copy = new Task(prepared, partition);
    for (let at = 0, piece = 0; at < records.length; piece++) {
      const length = lengths[piece % lengths.length] as number;
      copy.restore(records.slice(at, at + length));
      copy.restored();
      at += length;
    }
    expect(copy.snapshot()).toEqual(atOnce.snapshot());
    expect(copy.snapshot()).toEqual(driver.snapshot().find((task) => task.partition === partition));
  }
}

import { openJsonSerde as openSerde, testDriver } from "@touchline/streams/testing";
import { expect, test } from "vitest";
import { load, names } from "./all.ts";
import { linesOf } from "./example.ts";

test("there are ten", () => {
  expect(names).toHaveLength(10);
});

test.each(names)("%s tells what it says, record by record", async (name) => {
  const { topology, input, output, tells } = await load(name);
  const driver = await testDriver(topology, { openSerde });
  for (const { topic, key, value, timestamp } of input) await driver.pipe(topic, key, value, {}, timestamp);
  expect(linesOf(output.flatMap((topic) => driver.everything(topic)))).toEqual(tells);
});

test.each(names)(
  "%s tells the same where it dies in the middle and finds everything there at its start",
  async (name) => {
    const { topology, input, output, tells } = await load(name);
    const driver = await testDriver(topology, { openSerde, fetchRecords: () => 1, limits: { transactionRecords: 2 } });
    driver.kill();
    for (const { topic, key, value, timestamp } of input) driver.append(topic, key, value, {}, timestamp);
    await driver.restart();
    driver.crashAt("after-produce");
    await driver.settle();
    await driver.restart();
    expect(linesOf(output.flatMap((topic) => driver.everything(topic)))).toEqual(tells);
  },
);

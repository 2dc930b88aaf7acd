import { describe, expect, test } from "vitest";
import { openJsonSerde as openSerde } from "./testing/json-serdes.ts";
import { assists, goal, goals, type Options, scores, told } from "./testing/scores.fixture.ts";
import { testDriver } from "./testing/test-driver.ts";

async function start(options: Options = {}) {
  const driver = await testDriver(scores(options), { openSerde });
  const late = () => driver.late.map(({ origin, behindMs, outcome }) => [origin.offset, behindMs, outcome]);
  const punctuated = () =>
    driver.records(told).map(({ key, value, timestamp }) => [key, value.goals, value.at, timestamp]);
  return { driver, late, punctuated };
}

describe("stream time", () => {
  test("is the event time of the furthest source, never goes back, and is the same after a restart", async () => {
    const { driver } = await start();
    await driver.pipe(goals, "a", goal(1_000));
    await driver.pipe(assists, "a", goal(1_500));
    await driver.pipe(goals, "a", goal(1_200));
    const time = () => driver.snapshot().map((task) => [task.time, driver.streamTime(task.partition)]);
    const before = time();
    expect(before).toContainEqual([{ goals: [1_200], assists: [1_500] }, 1_500]);
    await driver.restart();
    expect(time()).toEqual(before);
  });

  test("waits for a source that lags, by its idleAfter at most", async () => {
    const { driver, punctuated } = await start({ idleAfter: 250 });
    for (const at of [1_000, 1_340]) await driver.pipe(goals, "a", goal(at));
    expect(punctuated()).toEqual([["a", 1, 1_000, 1_000]]);
    await driver.pipe(assists, "a", goal(1_210));
    expect(punctuated()).toContainEqual(["a", 2, 1_200, 1_200]);
  });

  test("does not move by a record that is refused, nor by one that cannot be decoded", async () => {
    const { driver, punctuated } = await start();
    await driver.pipe(goals, "a", goal(1_000));
    await driver.pipe(goals, "a", goal(9_000_000, "refuse"));
    const partition = driver.client.partitionFor(Buffer.from("a"), 2);
    driver.appendBytes({
      topic: goals.name,
      partition,
      key: Buffer.from("a"),
      value: Buffer.from("{"),
      timestamp: 8e15,
    });
    await driver.settle();
    expect(driver.streamTime(partition)).toBe(1_000);
    expect(punctuated()).toEqual([]);
    expect(driver.deadLetters(goals).map(({ code, message }) => [code, message.slice(0, 10)])).toEqual([
      ["REFUSED", "at 9000000"],
      ["UNDECODABLE", "not a valu"],
    ]);
  });
});

describe("a record whose time is no time", () => {
  test.each([
    ["not a number", Number.NaN],
    ["without end", Number.POSITIVE_INFINITY],
    ["before all time", Number.NEGATIVE_INFINITY],
  ])("%s: is a dead letter that moves nothing, and the next is folded", async (_what, at) => {
    const { driver } = await start({ timeOf: (record) => (record.value?.by === "nobody" ? at : undefined) });
    for (const one of [goal(1_000), goal(0, "nobody"), goal(1_001)]) await driver.pipe(goals, "a", one);
    expect(driver.deadLetters(goals)).toMatchObject([{ code: "PROCESSOR_FAILED", offset: 1 }]);
    expect(driver.store("goals")).toEqual({ a: 2 });
    expect(driver.streamTime(driver.client.partitionFor(Buffer.from("a"), 2))).toBe(1_001);
  });
});

describe("a late record", () => {
  test("is folded and counted, passed over and counted, or a dead letter and counted, as declared", async () => {
    for (const [policy, folded, letters] of [
      ["fold", 3, []],
      ["drop", 2, []],
      ["deadLetter", 2, ["LATE"]],
    ] as const) {
      const { driver, late } = await start({ late: { after: 500, policy } });
      for (const at of [1_000, 499, 500]) await driver.pipe(goals, "a", goal(at));
      expect(driver.store("goals")).toEqual({ a: folded });
      expect(late()).toEqual([[1n, 501, policy]]);
      expect(driver.deadLetters(goals).map(({ code }) => code)).toEqual(letters);
    }
  });

  test("is counted once, when it is committed", async () => {
    const { driver, late } = await start({ late: { after: 500, policy: "drop" } });
    await driver.pipe(goals, "a", goal(1_000));
    driver.failAt("after-produce", Object.assign(new Error("gone"), { retriable: true }));
    await driver.pipe(goals, "a", goal(400));
    expect(late()).toEqual([[1n, 600, "drop"]]);
  });
});

describe("punctuation", () => {
  test("is done before the record that passes a multiple, once for several passed, and not at the first record", async () => {
    const { driver, punctuated } = await start();
    for (const at of [1_050, 1_099, 1_100, 1_420]) await driver.pipe(goals, "a", goal(at));
    expect(punctuated()).toEqual([
      ["a", 2, 1_100, 1_100],
      ["a", 3, 1_400, 1_400],
    ]);
  });

  test("is undone with a record that is refused, and comes with the next", async () => {
    const { driver, punctuated } = await start();
    for (const [at, by] of [[1_050], [1_100, "refuse"], [1_101]] as const) await driver.pipe(goals, "a", goal(at, by));
    expect(punctuated()).toEqual([["a", 1, 1_100, 1_100]]);
  });

  test("goes on after a crash from where it was committed", async () => {
    const { driver, punctuated } = await start();
    await driver.pipe(goals, "a", goal(1_050));
    for (const step of ["after-fold", "after-produce", "before-apply"] as const) {
      driver.crashAt(step);
      await driver.pipe(goals, "a", goal(1_100));
      await driver.restart();
    }
    expect(punctuated()).toEqual([["a", 1, 1_100, 1_100]]);
  });

  test("that fails ends the application, with its reason", async () => {
    const { driver } = await start();
    await driver.pipe(goals, "a", goal(1_050, "fail"));
    await expect(driver.pipe(goals, "a", goal(1_100))).rejects.toMatchObject({
      code: "PUNCTUATION_FAILED",
      message: "the punctuation every 100 ms failed at 1100: asked to fail",
    });
  });
});

describe("tombstones", () => {
  test("are folded where a source takes them, and dead letters where it does not", async () => {
    const { driver } = await start();
    await driver.pipe(goals, "a", goal(1_000));
    await driver.pipe(goals, "a", null);
    await driver.pipe(assists, "a", null);
    expect(driver.store("goals")).toEqual({});
    expect(driver.deadLetters(assists)).toMatchObject([{ code: "TOMBSTONE_REFUSED", topic: assists.name }]);
  });

  test("can be emitted, so that a result is taken back", async () => {
    const { driver } = await start();
    await driver.pipe(goals, "a", null);
    expect(driver.everything(told)).toMatchObject([{ key: "a", schema: null, value: null }]);
    expect(driver.records(told)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { StreamsError } from "./error.ts";
import type { HeldPositions } from "./group.ts";
import type { OutRecord, TransactionalWriter } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";
import { runTopology } from "./run-topology.ts";
import { counting, counts, words, wordsDeadLetters } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { MemoryClient } from "./testing/memory-client.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { type CommitStep, commitSteps, testDriver } from "./testing/test-driver.ts";

const openSerde = openJsonSerde;
const word = (text: string) => ({ schema: "Word", value: { text } }) as const;

describe("start", () => {
  test("a topic that is missing, or cut otherwise, is named with what to do", async () => {
    const log = new MemoryLog();
    const run = () => runTopology(counting, { client: new MemoryClient(log), openSerde });
    await expect(run()).rejects.toMatchObject({ code: "TOPIC_MISSING" });
    for (const topic of [words, wordsDeadLetters, counting.changelog]) log.createTopic(topic.name, 3);
    log.createTopic(counts.name, 7);
    await expect(run()).rejects.toThrow("topic counts should have 2 partitions and has 7: run npm run topics -- apply");
  });

  test("a start that is given up ends without a failure", async () => {
    const log = new MemoryLog();
    for (const topic of [words, wordsDeadLetters, counts, counting.changelog])
      log.createTopic(topic.name, topic.partitions);
    const app = await runTopology(counting, { client: new MemoryClient(log), openSerde, signal: AbortSignal.abort() });
    await app.finished;
    expect(app.state).toBe("stopped");
  });

  test("a later start under the same name takes over: what the former had under way is aborted, and it writes nothing more", async () => {
    const log = new MemoryLog();
    const former = await testDriver(counting, { openSerde, log });
    const release = former.holdAt("after-produce");
    await former.pipe(words, "a", word("x"));
    const later = await testDriver(counting, { openSerde, log });
    release();
    await expect(former.settle()).rejects.toMatchObject({ code: "FENCED" });
    expect(former.app.state).toBe("failed");
    await expect(former.app.finished).rejects.toMatchObject({ code: "FENCED" });
    expect(later.records(counts).map(({ value }) => value.count)).toEqual([1]);
  });

  test("a source that was made anew is not folded into the state of its former self", async () => {
    const driver = await testDriver(counting, { openSerde });
    await driver.pipe(words, "a", word("x"));
    driver.kill();
    driver.log.deleteTopic(words.name);
    driver.log.createTopic(words.name, words.partitions);
    await expect(driver.restart()).rejects.toMatchObject({ code: "POSITION_LOST" });
  });

  test("records that expired unread are said, and reading goes on behind them", async () => {
    const details: (string | undefined)[] = [];
    const observer: StreamsObserver = { state: (_state, detail) => void details.push(detail) };
    const driver = await testDriver(counting, { openSerde, observer });
    await driver.pipe(words, "a", word("x"));
    driver.kill();
    for (const text of ["lost", "lost too", "kept"]) driver.append(words, "a", word(text));
    const partition = driver.client.partitionFor(Buffer.from("a"), 3);
    driver.log.partition({ topic: words.name, partition }).expire(3n);
    await driver.restart();
    expect(details).toContain(`words ${partition}: 2 offsets expired before they were read`);
    expect(driver.store("counts")).toEqual({ a: { count: 2, last: "kept" } });
  });
});

describe("failure", () => {
  test.each(commitSteps)(
    "a retriable failure at %s is recovered from, nothing lost and nothing doubled",
    async (step) => {
      const recovered: string[] = [];
      const observer: StreamsObserver = {
        recovering: ({ message }, attempt) => void recovered.push(`${attempt} ${message}`),
      };
      const driver = await testDriver(counting, { openSerde, observer });
      await driver.pipe(words, "a", word("x"));
      driver.failAt(step, new StreamsError("COMMIT_FAILED", "the line was cut"));
      await driver.pipe(words, "a", word("y"));
      expect(recovered).toEqual(["1 the line was cut"]);
      expect(driver.app.state).toBe("running");
      await driver.pipe(words, "a", word("z"));
      expect(driver.records(counts).map(({ value }) => value.count)).toEqual([1, 2, 3]);
    },
  );

  test("sessions that fail before they commit anything wait longer and longer in between", async () => {
    const attempts: number[] = [];
    const fail = () => driver.failAt("before-begin", new StreamsError("COMMIT_FAILED", "the line was cut"));
    const observer: StreamsObserver = {
      recovering: (_error, attempt) => {
        attempts.push(attempt);
        if (attempt < 3 && attempts.length < 3) fail();
      },
    };
    const driver = await testDriver(counting, { openSerde, observer });
    fail();
    await driver.pipe(words, "a", word("x"));
    expect([attempts, driver.app.state]).toEqual([[1, 2], "recovering"]);
    driver.clock.advance(100);
    await driver.settle();
    expect([attempts, driver.app.state]).toEqual([[1, 2, 3], "recovering"]);
    driver.clock.advance(199);
    await driver.settle();
    expect(driver.records(counts)).toHaveLength(0);
    driver.clock.advance(1);
    await driver.settle();
    expect(driver.records(counts)).toHaveLength(1);
    // a session that did its work starts the count anew
    attempts.push(-1);
    driver.failAt("before-begin", new StreamsError("COMMIT_FAILED", "the line was cut"));
    await driver.pipe(words, "a", word("y"));
    expect(attempts.slice(3)).toEqual([-1, 1]);
  });

  test("a reader that breaks is replaced; one that cannot be ends the application", async () => {
    const driver = await testDriver(counting, { openSerde });
    driver.client.failReaders(new StreamsError("READER_STALLED", "no answer"));
    await driver.pipe(words, "a", word("x"));
    expect(driver.records(counts)).toHaveLength(1);
    driver.client.failReaders(new Error("a defect"));
    await expect(driver.settle()).rejects.toThrow("a defect");
    expect(driver.app.state).toBe("failed");
  });

  test("what is folded stays unseen until its transaction is committed", async () => {
    const driver = await testDriver(counting, { openSerde });
    await driver.pipe(words, "a", word("x"));
    driver.crashAt("before-marker");
    await driver.pipe(words, "a", word("y"));
    expect(driver.store("counts")).toEqual({ a: { count: 1, last: "x" } });
    expect(driver.records(counts)).toHaveLength(1);
  });
});

describe("stop", () => {
  test("the commit under way is finished, later records are left to the next run", async () => {
    const driver = await testDriver(counting, { openSerde });
    const release = driver.holdAt("after-produce");
    await driver.pipe(words, "a", word("x"));
    const stopped = driver.stop();
    driver.append(words, "a", word("y"));
    release();
    await stopped;
    expect(driver.app.state).toBe("stopped");
    await driver.app.finished;
    expect(driver.records(counts).map(({ value }) => value.count)).toEqual([1]);
    await driver.restart();
    expect(driver.records(counts).map(({ value }) => value.count)).toEqual([1, 2]);
  });
});

test("a backlog is committed in transactions of bounded size", async () => {
  const sizes: number[] = [];
  const observer: StreamsObserver = { committed: (input) => void sizes.push(input) };
  const driver = await testDriver(counting, { openSerde, observer, limits: { transactionRecords: 10 } });
  driver.kill();
  for (let i = 0; i < 95; i++) driver.append(words, `key ${i}`, word("x"));
  await driver.restart();
  expect(Math.max(...sizes)).toBe(10);
  expect(sizes.reduce((a, b) => a + b)).toBe(95);
  expect(driver.records(counts)).toHaveLength(95);
});

test("bytes bound a transaction as well", async () => {
  const sizes: number[] = [];
  const observer: StreamsObserver = { committed: (input) => void sizes.push(input) };
  const driver = await testDriver(counting, { openSerde, observer, limits: { transactionBytes: 2_000 } });
  driver.kill();
  for (let i = 0; i < 50; i++) driver.append(words, "a", word("x".repeat(100)));
  await driver.restart();
  expect(driver.records(counts)).toHaveLength(50);
  expect(Math.max(...sizes)).toBeLessThan(10);
});

test("lag is shown once a second, and the group's positions are those that were committed", async () => {
  const lags: Record<string, number> = {};
  const observer: StreamsObserver = {
    lag: (topic, partition, records) => {
      lags[`${topic} ${partition}`] = records;
    },
  };
  const driver = await testDriver(counting, { openSerde, observer });
  await driver.pipe(words, "a", word("x"));
  const partition = driver.client.partitionFor(Buffer.from("a"), 3);
  driver.clock.advance(1_000);
  await driver.settle();
  expect(lags).toEqual({ "words 0": 0, "words 1": 0, "words 2": 0 });
  const { positions } = await driver.client.committed("counting", [{ topic: words.name, partition }]);
  expect(positions).toMatchObject([{ topic: words.name, partition, offset: 1n }]);
  const release = driver.holdAt("before-begin" satisfies CommitStep);
  await driver.pipe(words, "a", word("y"));
  for (let i = 0; i < 4; i++) driver.append(words, "a", word("z"));
  driver.clock.advance(1_000);
  await driver.settle();
  expect(lags[`words ${partition}`]).toBe(4);
  release();
  await driver.settle();
});

test("a reader that is ahead waits, so that what is buffered stays bounded", async () => {
  let fetched = 0;
  const fetchRecords = () => {
    fetched++;
    return 10;
  };
  const driver = await testDriver(counting, {
    openSerde,
    fetchRecords,
    limits: { bufferedRecords: 50, transactionRecords: 10 },
  });
  const release = driver.holdAt("before-begin");
  for (let i = 0; i < 500; i++) driver.append(words, "a", word("x"));
  await driver.settle();
  // 50 buffered and 10 in the transaction that is held, in fetches that ask each partition for 10; 6 or 7 of them
  expect(fetched).toBeLessThanOrEqual(7 * words.partitions);
  release();
  await driver.settle();
  expect(driver.records(counts)).toHaveLength(500);
});

test("the two transactional ids take turns, so that no commit waits for the markers of the one before", async () => {
  const log = new MemoryLog();
  for (const { name, partitions } of [words, wordsDeadLetters, counts, counting.changelog])
    log.createTopic(name, partitions);
  const ids: string[] = [];
  class Noting extends MemoryClient {
    override async transactionalWriter(options: { transactionalId: string }): Promise<TransactionalWriter> {
      const { commit, close } = await super.transactionalWriter(options);
      const note = (records: readonly OutRecord[], held?: HeldPositions) => {
        ids.push(options.transactionalId);
        return commit(records, held);
      };
      return { close, commit: note };
    }
  }
  const client = new Noting(log);
  const app = await runTopology(counting, { client, openSerde, instance: "one" });
  const value = (await openSerde(words)).encode(word("x"));
  for (let i = 0; i < 4; i++) {
    log.append([{ topic: words.name, partition: 0, key: Buffer.from("a"), value }]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await app.stop();
  // the first claims the tasks
  expect(ids).toEqual(["a", "b", "a", "b", "a"].map((turn) => `counting:one:${turn}`));
});

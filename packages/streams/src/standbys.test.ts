import { expect, test } from "vitest";
import { counting, counts, words } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { type TestDriver, testDriver } from "./testing/test-driver.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;
const sessionTimeoutMs = 10_000;

async function join(log: MemoryLog, standbys = 1) {
  const seen = { restored: [] as number[], standbys: [] as readonly number[], behind: new Map<number, number>() };
  const driver = await testDriver(counting, {
    openSerde: openJsonSerde,
    log,
    instance: null,
    sessionTimeoutMs,
    standbys,
    observer: {
      restored: (records) => void seen.restored.push(records),
      standbys: (kept) => {
        seen.standbys = kept;
      },
      standby: (partition, behind) => void seen.behind.set(partition, behind),
    },
  });
  return Object.assign(driver, { seen });
}

const tasks = ({ app }: Pick<TestDriver, "app">) => app.tasks.map(({ partition }) => partition);

async function pipe(driver: Pick<TestDriver, "append" | "settle">, records: number): Promise<void> {
  for (let i = 0; i < records; i++) {
    driver.append(words, `key ${i % 12}`, word(i % 17 === 16 ? "forget" : `w${i}`));
    await driver.settle();
  }
}

test("each task has a copy on another process, which follows it", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await pipe(a, 60);
  expect([tasks(a), a.seen.standbys]).toEqual([[0, 1], [2]]);
  expect([tasks(b), b.seen.standbys]).toEqual([[2], [0, 1]]);
  expect([...a.seen.behind, ...b.seen.behind].sort()).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
  ]);
});

test("a process that takes over from its copy reads only what it lacks, and its state is the same as ever", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await pipe(a, 120);
  const before = [...a.snapshot(), ...b.snapshot()];
  a.kill();
  log.clock.advance(sessionTimeoutMs);
  await b.settle();
  expect([tasks(b), b.seen.standbys]).toEqual([[0, 1, 2], []]);
  expect(b.snapshot()).toEqual(before);
  expect(b.seen.restored.at(-1)).toBe(0);
  await pipe(b, 12);
  const total = b.records(counts).length;
  expect(total).toBe(132);
});

test("without copies it reads the whole changelog", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log, 0), await join(log, 0)];
  await pipe(a, 60);
  a.kill();
  log.clock.advance(sessionTimeoutMs);
  await b.settle();
  expect(b.seen.standbys).toEqual([]);
  expect(b.seen.restored.at(-1)).toBeGreaterThan(50);
});

test("a copy never holds what an open transaction has written, whatever becomes of it", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await pipe(a, 30);
  const before = [...a.snapshot(), ...b.snapshot()];
  a.crashAt("before-marker");
  for (let i = 0; i < 12; i++) a.append(words, `key ${i}`, word("open"));
  await b.settle();
  log.clock.advance(sessionTimeoutMs);
  await b.settle();
  expect(tasks(b)).toEqual([0, 1, 2]);
  expect(b.records(counts)).toHaveLength(42);
  expect(before).toHaveLength(3);
});

test("a copy whose reader fails begins anew", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await pipe(a, 30);
  b.client.failReaders(Object.assign(new Error("connection lost"), { retriable: true }));
  await b.settle();
  log.clock.advance(10_000);
  await b.settle();
  await pipe(a, 30);
  const before = [...a.snapshot(), ...b.snapshot()].sort((x, y) => x.partition - y.partition);
  a.kill();
  log.clock.advance(sessionTimeoutMs);
  await b.settle();
  expect(b.snapshot()).toEqual(before);
});

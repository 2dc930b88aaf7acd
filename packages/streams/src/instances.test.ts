import { expect, test } from "vitest";
import { counting, counts, words } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { commitSteps, type TestDriver, testDriver } from "./testing/test-driver.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;
/** Some for each of the three partitions. */
const keys = ["a", "b", "c", "d", "e", "f"];
const sessionTimeoutMs = 10_000;
const rebalanceTimeoutMs = 30_000;

/** One more process on a log, without a name if none is given; `told` is what its observer was. */
async function join(log: MemoryLog, instance: string | null = null) {
  const told: string[] = [];
  const driver = await testDriver(counting, {
    openSerde: openJsonSerde,
    log,
    instance,
    sessionTimeoutMs,
    observer: {
      state: (state) => void told.push(state),
      tasks: (held) => void told.push(`tasks ${held}`),
      restored: (records) => void told.push(`restored ${records}`),
      recovering: (error) => void told.push(`recovering ${(error as { code?: string }).code}`),
    },
  });
  return Object.assign(driver, { told });
}

const tasks = ({ app }: Pick<TestDriver, "app">) => app.tasks.map(({ partition }) => partition);

async function pipeAll(driver: Pick<TestDriver, "append" | "settle">, text: string): Promise<void> {
  for (const key of keys) driver.append(words, key, word(text));
  await driver.settle();
}

/** The texts of each key's outputs in a row; its counts must go up one by one. */
function texts(driver: Pick<TestDriver, "records">): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { key, value } of driver.records(counts)) {
    found[key] = (found[key] ?? "") + value.last;
    expect(value.count).toBe(found[key]?.length);
  }
  return found;
}

const eachHas = (text: string) => Object.fromEntries(keys.map((key) => [key, text]));

test("processes share the tasks evenly, and a task that stays is not restored", async () => {
  const log = new MemoryLog();
  const a = await join(log);
  await pipeAll(a, "x");
  const b = await join(log);
  const c = await join(log);
  await pipeAll(a, "y");
  expect([a, b, c].map(tasks)).toEqual([[0], [2], [1]]);
  expect(a.told.filter((line) => line.startsWith("restored"))).toEqual(["restored 0"]);
  expect(texts(a)).toEqual(eachHas("xy"));
  const spare = await join(log);
  expect([tasks(spare), spare.app.state]).toEqual([[], "running"]);
});

test("a process that stops hands its tasks over at once", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await a.stop();
  await pipeAll(b, "x");
  expect(tasks(b)).toEqual([0, 1, 2]);
  expect(texts(b)).toEqual(eachHas("x"));
});

test.each(commitSteps)(
  "a process that dies at %s is missed after its session, and what it left open is ended at once",
  async (step) => {
    const log = new MemoryLog();
    const [a, b] = [await join(log), await join(log)];
    await pipeAll(a, "x");
    a.crashAt(step);
    await pipeAll(b, "y");
    log.clock.advance(sessionTimeoutMs - 1);
    await b.settle();
    expect(tasks(b)).toEqual([2]);
    log.clock.advance(1);
    await b.settle();
    expect(tasks(b)).toEqual([0, 1, 2]);
    expect(texts(b)).toEqual(eachHas("xy"));
  },
);

test.each(commitSteps)("a process frozen at %s past its session commits nothing more when it goes on", async (step) => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await pipeAll(a, "x");
  a.freezeAt(step);
  await pipeAll(b, "y");
  log.clock.advance(sessionTimeoutMs);
  await pipeAll(b, "z");
  expect(texts(b)).toEqual(eachHas("xyz"));
  a.thaw();
  await pipeAll(b, "!");
  expect(texts(b)).toEqual(eachHas("xyz!"));
  expect([...tasks(a), ...tasks(b)].sort()).toEqual([0, 1, 2]);
  // its commit under way, or the next one where that had gone through
  expect(a.told).toContain("recovering NOT_HELD");
});

test("a process frozen between commits gives up what others have folded meanwhile, and keeps what is as it left it", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await pipeAll(a, "x");
  a.freeze();
  log.clock.advance(sessionTimeoutMs);
  await pipeAll(b, "y");
  a.thaw();
  await pipeAll(b, "z");
  expect(texts(b)).toEqual(eachHas("xyz"));
  expect([...tasks(a), ...tasks(b)].sort()).toEqual([0, 1, 2]);
  expect(a.told).toContain("joining");
});

test("a process that starts under a name takes the place of its dead predecessor at once; the others notice nothing", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log, "a"), await join(log, "b")];
  await pipeAll(a, "x");
  const noticed = b.told.length;
  a.crashAt("before-marker");
  await pipeAll(b, "y");
  await a.restart();
  expect([a, b].map(tasks)).toEqual([[0, 1], [2]]);
  expect(texts(b)).toEqual(eachHas("xy"));
  expect(b.told.slice(noticed)).toEqual([]);
});

test("a task moves when the commit under way is done, and the other tasks go on meanwhile", async () => {
  const log = new MemoryLog();
  const a = await join(log);
  const release = a.holdAt("after-produce");
  await pipeAll(a, "x");
  const b = await join(log);
  expect([a, b].map(tasks)).toEqual([[0, 1, 2], []]);
  release();
  await pipeAll(b, "y");
  expect([a, b].map(tasks)).toEqual([[0, 1], [2]]);
  expect(texts(b)).toEqual(eachHas("xy"));
  expect(a.told.some((line) => line.startsWith("recovering"))).toBe(false);
});

test("processes go on while the group waits for one that died", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await pipeAll(a, "x");
  b.kill();
  const again = await join(log);
  await pipeAll(a, "y");
  expect([tasks(a), tasks(again)]).toEqual([[0, 1], []]);
  const partition = (key: string) => a.client.partitionFor(Buffer.from(key), words.partitions);
  expect(texts(a)).toEqual(Object.fromEntries(keys.map((key) => [key, partition(key) === 2 ? "x" : "xy"])));
  log.clock.advance(sessionTimeoutMs);
  await a.settle();
  expect([tasks(a), tasks(again)]).toEqual([[0, 1], [2]]);
  expect(texts(a)).toEqual(eachHas("xy"));
});

test("a process with a name that does not join in time keeps its tasks; the claim that held it up is refused", async () => {
  const log = new MemoryLog();
  const a = await join(log, "a");
  await pipeAll(a, "x");
  const release = a.holdAt("before-begin");
  const b = await join(log);
  const c = await join(log);
  log.clock.advance(rebalanceTimeoutMs);
  await c.settle();
  expect([a, b, c].map(tasks)).toEqual([[0, 1], [], [2]]);
  release();
  await pipeAll(b, "y");
  expect(a.told).toContain("recovering NOT_HELD");
  expect([a, b, c].map((each) => tasks(each).length)).toEqual([1, 1, 1]);
  expect(texts(b)).toEqual(eachHas("xy"));
});

test("a claim under way of a process that was frozen is waited for, and then no longer counts", async () => {
  const log = new MemoryLog();
  const [a, b, c, spare] = [await join(log), await join(log), await join(log), await join(log)];
  await pipeAll(a, "x");
  spare.freezeAt("before-marker");
  await a.stop();
  await b.settle();
  log.clock.advance(sessionTimeoutMs);
  await pipeAll(b, "y");
  expect([b.app.state, c.app.state].sort()).toEqual(["restoring", "running"]);
  spare.thaw();
  await pipeAll(b, "z");
  log.clock.advance(1_000);
  await b.settle();
  expect([b, c, spare].map(({ app }) => app.state)).toEqual(["running", "running", "running"]);
  expect(texts(b)).toEqual(eachHas("xyz"));
});

test("the group's tools are shown the positions within a second, and at the end", async () => {
  const log = new MemoryLog();
  const a = await join(log);
  const partitions = [0, 1, 2].map((partition) => ({ topic: words.name, partition }));
  const shown = () =>
    log
      .group(counting.application)
      .committed(partitions)
      .positions.map(({ offset }) => offset);
  const ends = () => log.partitions(words.name).map(({ high }) => high);
  await pipeAll(a, "x");
  expect(shown()).toEqual([0n, 0n, 0n]);
  log.clock.advance(1_000);
  await a.settle();
  expect(shown()).toEqual(ends());
  await pipeAll(a, "y");
  expect(shown()).not.toEqual(ends());
  await a.stop();
  expect(shown()).toEqual(ends());
});

test("a task that takes long to restore does not hold up those that stayed", async () => {
  const log = new MemoryLog();
  const [a, b] = [await join(log), await join(log)];
  await pipeAll(a, "x");
  const [moved = -1] = tasks(b);
  // a transaction that nobody can end before its time holds the end of the changelog back
  const stranger = log.begin("stranger", log.fence("stranger"));
  log.append([{ topic: counting.changelog.name, partition: moved, key: Buffer.from("?"), value: null }], stranger);
  await b.stop();
  await pipeAll(a, "y");
  expect(a.app.state).toBe("restoring");
  const partition = (key: string) => a.client.partitionFor(Buffer.from(key), words.partitions);
  const expected = keys.map((key) => [key, partition(key) === moved ? "x" : "xy"]);
  expect(texts(a)).toEqual(Object.fromEntries(expected));
  log.abort(stranger);
  await a.settle();
  expect(texts(a)).toEqual(eachHas("xy"));
  expect(a.app.state).toBe("running");
});

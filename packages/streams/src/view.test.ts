import { expect, test, vi } from "vitest";
import { StreamsError } from "./error.ts";
import type { OpenSerde, Serde } from "./serde.ts";
import { words } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { ManualClock } from "./testing/manual-clock.ts";
import { MemoryClient } from "./testing/memory-client.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { openView, type ViewOptions, type ViewRecord } from "./view.ts";

type Schemas = typeof words.schemas;

async function opened(change: Partial<ViewOptions<Schemas>> = {}, before?: (append: Append) => void) {
  const log = new MemoryLog();
  log.createTopic(words.name, words.partitions);
  const serde = await openJsonSerde(words);
  const append: Append = (partition, key, text) => {
    const value = text === null ? null : serde.encode({ schema: "Word", value: { text } });
    log.append([{ topic: words.name, partition, key: Buffer.from(key), value, timestamp: 7 }]);
  };
  before?.(append);
  const client = new MemoryClient(log);
  const clock = new ManualClock();
  const table = new Map<string, string>();
  const onFailure = vi.fn();
  const apply = (record: ViewRecord<Schemas>) => {
    if (record.schema === null) table.delete(record.key);
    else table.set(record.key, record.value.text);
  };
  const view = await openView(words, { client, openSerde: openJsonSerde, apply, onFailure, clock, ...change });
  return { log, client, clock, append, table, view, onFailure };
}
type Append = (partition: number, key: string, text: string | null) => void;

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a view is caught up when all that stood in the topic is applied, tombstones included", async () => {
  const { view, table } = await opened({}, (append) => {
    append(0, "a", "x");
    append(1, "b", "y");
    append(0, "a", "z");
    append(1, "b", null);
  });
  await view.caughtUp;
  expect([...table]).toEqual([["a", "z"]]);
  expect(view.positions()).toEqual([2n, 2n, 0n]);
});

test("an empty topic is caught up with at once", async () => {
  const { view } = await opened();
  await view.caughtUp;
});

test("reached resolves when the positions are applied, not before, and when its signal aborts", async () => {
  const { view, append } = await opened();
  const reached = vi.fn();
  void view.reached([1n, 0n, 2n]).then(reached);
  append(0, "a", "x");
  append(2, "c", "x");
  await turn();
  expect(reached).not.toHaveBeenCalled();
  append(2, "c", "y");
  await turn();
  expect(reached).toHaveBeenCalledOnce();
  const giveUp = new AbortController();
  const never = view.reached([9n, 9n, 9n], giveUp.signal);
  giveUp.abort();
  await never;
});

test("what a transaction writes is seen when it is committed, never when it is aborted", async () => {
  const { view, log, table } = await opened();
  const value = (await openJsonSerde(words)).encode({ schema: "Word", value: { text: "x" } });
  const write = (key: string) => {
    const transaction = log.begin("writer", epoch);
    log.append([{ topic: words.name, partition: 0, key: Buffer.from(key), value }], transaction);
    return transaction;
  };
  const epoch = log.fence("writer");
  log.abort(write("aborted"));
  const open = write("committed");
  await turn();
  expect([...table]).toEqual([]);
  log.commit(open);
  await view.reached([4n]);
  expect([...table]).toEqual([["committed", "x"]]);
});

test("a reader that breaks is replaced where it stood", async () => {
  const { view, client, clock, append, table, onFailure } = await opened({}, (append) => append(0, "a", "x"));
  await view.caughtUp;
  client.failReaders(new StreamsError("BROKER_UNREACHABLE", "gone"));
  append(0, "b", "y");
  await turn();
  clock.advance(100);
  await view.reached([2n]);
  expect(table.size).toBe(2);
  expect(onFailure).not.toHaveBeenCalled();
});

test("poison fails a view, unless it is told where to report it", async () => {
  const poison = (append: Append, log: MemoryLog) => {
    append(0, "a", "x");
    log.append([{ topic: words.name, partition: 0, key: Buffer.from("p"), value: Buffer.from("{") }]);
    append(0, "b", "y");
  };
  const strict = await opened();
  poison(strict.append, strict.log);
  await turn();
  expect(strict.onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: "UNDECODABLE" }));
  expect([...strict.table.keys()]).toEqual(["a"]);
  const reported = vi.fn();
  const lenient = await opened({ onUndecodable: reported });
  poison(lenient.append, lenient.log);
  await lenient.view.reached([3n]);
  expect([...lenient.table.keys()]).toEqual(["a", "b"]);
  expect(reported).toHaveBeenCalledExactlyOnceWith(
    { topic: "words", partition: 0, offset: 1n },
    expect.objectContaining({ code: "UNDECODABLE" }),
  );
});

test("an apply that throws fails the view", async () => {
  const apply = () => {
    throw new Error("a defect");
  };
  const { append, onFailure } = await opened({ apply });
  append(0, "a", "x");
  await turn();
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: "a defect" }));
});

test("schemas are waited for without disturbing the order; one that does not exist is poison", async () => {
  const known = new Set<string>();
  const openSerde: OpenSerde = async (topic) => {
    const serde = await openJsonSerde(topic);
    const learn = (bytes: Buffer) => {
      const text = bytes.toString();
      if (known.has(text)) return undefined;
      if (text.includes("missing")) return Promise.reject(new StreamsError("SCHEMA_UNKNOWN", "no such schema"));
      known.add(text);
      return Promise.reject(new StreamsError("SCHEMA_LOOKUP_FAILED", "not now"));
    };
    return { ...serde, learn } as Serde<typeof topic.schemas>;
  };
  const onUndecodable = vi.fn();
  const { append, view, clock, table } = await opened({ openSerde, onUndecodable });
  for (const text of ["one", "missing", "two"]) append(0, text, text);
  for (let i = 0; i < 4; i++) {
    await turn();
    clock.advance(100);
  }
  await view.reached([3n]);
  expect([...table.keys()]).toEqual(["one", "two"]);
  expect(onUndecodable).toHaveBeenCalledOnce();
});

test("a topic with other partitions than declared is refused", async () => {
  const log = new MemoryLog();
  log.createTopic(words.name, 1);
  const open = openView(words, {
    client: new MemoryClient(log),
    openSerde: openJsonSerde,
    apply: () => {},
    onFailure: () => {},
  });
  await expect(open).rejects.toThrow("should have 3 partitions and has 1: run npm run topics -- apply");
});

test("a reader that is replaced after its position expired goes on where the log begins", async () => {
  const { view, client, clock, log, append, table } = await opened({}, (append) => append(0, "a", "x"));
  await view.caughtUp;
  client.failReaders(new StreamsError("READER_STALLED", "gone"));
  for (const key of ["b", "c"]) append(0, key, "y");
  log.partition({ topic: words.name, partition: 0 }).expire(2n);
  await turn();
  clock.advance(100);
  await view.reached([3n]);
  expect([...table.keys()]).toEqual(["a", "c"]);
});

import { expect, test } from "vitest";
import { StreamsError } from "./error.ts";
import type { OpenSerde, Serde } from "./serde.ts";
import { counting, counts, words } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { testDriver } from "./testing/test-driver.ts";
import type { Topology } from "./topology.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;

/** Counting, with records of the text "wait" held until `open` is called. */
function gated() {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const asked: string[] = [];
  const [source] = counting.sources;
  if (source === undefined) throw new Error("no source");
  const ready = (record: { key: string; value: { text: string } }) => {
    asked.push(record.key);
    return record.value.text === "wait" ? gate : undefined;
  };
  const topology = { ...counting, sources: [{ ...source, ready }] } as unknown as typeof counting;
  return { topology, open, asked };
}

test("a record that must wait holds back its partition in order, and neither others nor what came before it", async () => {
  const { topology, open, asked } = gated();
  const driver = await testDriver(topology, { openSerde: openJsonSerde });
  const [a, b] = keysOfDifferentPartitions(driver.client.partitionFor, 3);
  driver.append(words, a, word("before"));
  driver.append(words, a, word("wait"));
  driver.append(words, a, word("after"));
  driver.append(words, b, word("other"));
  await driver.settle();
  expect(
    driver
      .records(counts)
      .map(({ key, value }) => `${key} ${value.last}`)
      .sort(),
  ).toEqual([`${a} before`, `${b} other`].sort());
  open();
  await driver.settle();
  const ofA = driver.records(counts).filter(({ key }) => key === a);
  expect(ofA.map(({ value }) => value.last)).toEqual(["before", "wait", "after"]);
  expect(asked.filter((key) => key === a)).toHaveLength(3);
});

test("an application can be stopped while a record waits, and the record is folded in the next run", async () => {
  const { topology, open } = gated();
  const driver = await testDriver(topology, { openSerde: openJsonSerde });
  await driver.pipe(words, "a", word("wait"));
  await driver.stop();
  expect(driver.app.state).toBe("stopped");
  open();
  await driver.restart();
  expect(driver.records(counts)).toHaveLength(1);
});

/** JSON serdes whose schemas a registry gives only when `answer` lets it. */
function registry(answer: () => void): OpenSerde {
  return async (topic) => {
    const serde = await openJsonSerde(topic);
    let known = false;
    const learn = async () => {
      answer();
      known = true;
    };
    return { ...serde, learn: () => (known ? undefined : learn()) } as Serde<typeof topic.schemas>;
  };
}

test("a registry out of reach is asked again; the record is no dead letter", async () => {
  let reachable = false;
  let asked = 0;
  const openSerde = registry(() => {
    asked++;
    if (!reachable) throw new StreamsError("SCHEMA_LOOKUP_FAILED", "the registry does not answer");
  });
  const driver = await testDriver(counting, { openSerde });
  await driver.pipe(words, "a", word("x"));
  expect(driver.records(counts)).toHaveLength(0);
  for (const ms of [100, 200, 400]) {
    driver.clock.advance(ms);
    await driver.settle();
  }
  expect(asked).toBe(4);
  reachable = true;
  driver.clock.advance(800);
  await driver.settle();
  expect(driver.records(counts)).toHaveLength(1);
  expect(driver.deadLetters(words)).toEqual([]);
});

test("a schema that the registry does not have makes a dead letter", async () => {
  const openSerde = registry(() => {
    throw new StreamsError("UNDECODABLE", "the registry has no schema 7");
  });
  const driver = await testDriver(counting, { openSerde });
  await driver.pipe(words, "a", word("x"));
  expect(driver.deadLetters(words)).toMatchObject([{ code: "UNDECODABLE", message: "the registry has no schema 7" }]);
});

test("records of two sources are folded by timestamp, whichever was fetched first", async () => {
  const seen: string[] = [];
  const [first] = (counting as unknown as Topology).sources;
  if (first === undefined) throw new Error("no source");
  const process = (record: { value: { text: string } }) => void seen.push(record.value.text);
  const more = { ...words, name: "more" };
  const sources = [
    { ...first, process },
    { ...first, topic: more, process },
  ];
  const driver = await testDriver({ ...counting, sources } as unknown as typeof counting, { openSerde: openJsonSerde });
  driver.kill();
  driver.append(words, "a", word("third"), {}, 30);
  driver.append(words, "a", word("fifth"), {}, 50);
  driver.append(more, "a", word("first"), {}, 10);
  driver.append(more, "a", word("second"), {}, 20);
  driver.append(more, "a", word("fourth"), {}, 30);
  await driver.restart();
  expect(seen).toEqual(["first", "second", "third", "fourth", "fifth"]);
});

function keysOfDifferentPartitions(partitionFor: (key: Buffer, partitions: number) => number, partitions: number) {
  const first = partitionFor(Buffer.from("a"), partitions);
  for (let i = 0; ; i++) {
    const key = `b${i}`;
    if (partitionFor(Buffer.from(key), partitions) !== first) return ["a", key] as const;
  }
}

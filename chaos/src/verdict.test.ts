import type { ConsumedRecord } from "@touchline/local";
import { expect, test } from "vitest";
import type { Evidence } from "./evidence.ts";
import { judge } from "./verdict.ts";

const entry = { revision: 1, at: 1_000, points: 3, cancelled: false };
const earlier = { revision: 1, at: 500, points: 5, cancelled: false };

/** Two deliveries of one key, the second about an earlier event, one that is poison, and what has to follow from them. */
function good(): { [Topic in keyof Evidence]: ConsumedRecord[] } {
  const first = { id: "a/1", sequence: 1, event: "x", entry };
  const second = { id: "a/2", sequence: 2, event: "y", entry: earlier };
  const third = { id: "a/3", sequence: 3, event: "z", entry, poison: "REFUSED" };
  const [after, both] = [
    { events: 1, points: 3, digest: 4 },
    { events: 2, points: 8, digest: 6 * 31 + 4 },
  ];
  const tally = { deliveries: 2, last: "a/2" };
  return {
    deliveries: log("a", [
      { schema: "Delivery", value: first },
      { schema: "Delivery", value: second },
      { schema: "Delivery", value: third },
      { schema: "Ask", value: { ask: "state" } },
    ]),
    tallied: log("a", [
      { schema: "Tallied", value: { id: "a/1", sequence: 1, deliveries: 1, ledger: after } },
      { schema: "Tallied", value: { id: "a/2", sequence: 2, deliveries: 2, ledger: both } },
    ]),
    letters: log("a", [{ schema: "DeadLetter", value: { code: "REFUSED", partition: 0, offset: 2 } }]),
    known: log("a", [{ schema: "Known", value: { tally, entries: [earlier, entry], ledger: both } }]),
    changelog: [
      ...log('["store","tallies","a"]', [{ deliveries: 1, last: "a/1" }, tally]),
      ...log('["store","ledgers","a","x"]', [entry]),
      ...log('["store","ledgers","a","y"]', [earlier]),
      ...log('["position"]', [{ "s.deliveries": "2" }, { "s.deliveries": "4" }]),
    ],
  };
}

const acknowledged = new Set(["a/1", "a/2", "a/3"]);

function log(key: string, values: readonly object[]): ConsumedRecord[] {
  return values.map((value, i) => ({
    ...{ partition: 0, offset: BigInt(i), timestamp: 0, headers: {} },
    ...{ key: Buffer.from(key), value: Buffer.from(JSON.stringify(value)) },
  }));
}

test("what has to follow from the deliveries, and nothing else, is good", () => {
  expect(judge("s", good(), acknowledged)).toEqual({
    ...{ deliveries: 3, lost: 0, duplicated: 0, reordered: 0 },
    ...{ deadLetters: { expected: 1, seen: 1 }, stateEqual: true, differences: [] },
  });
});

test("an acknowledged delivery that is not in the log is lost", () => {
  expect(judge("s", good(), new Set([...acknowledged, "b/1"]))).toMatchObject({ lost: 1, duplicated: 0 });
});

test("a delivery without an output is lost", () => {
  const evidence = good();
  evidence.tallied.pop();
  expect(judge("s", evidence, acknowledged)).toMatchObject({ lost: 1, duplicated: 0, stateEqual: false });
});

test("a poison delivery without a dead letter is lost, with two it is duplicated", () => {
  const { letters } = good();
  expect(judge("s", { ...good(), letters: [] }, acknowledged)).toMatchObject({ lost: 1, stateEqual: false });
  const twice = judge("s", { ...good(), letters: [...letters, ...letters] }, acknowledged);
  expect(twice).toMatchObject({ lost: 0, duplicated: 1, stateEqual: false });
});

test("an output that comes twice is duplicated, and not out of order", () => {
  const { tallied } = good();
  const twice = judge("s", { ...good(), tallied: [...tallied, ...tallied.slice(1)] }, acknowledged);
  expect(twice).toMatchObject({ lost: 0, duplicated: 1, reordered: 0, stateEqual: false });
});

test("an output of nothing that is in the log is duplicated", () => {
  const evidence = good();
  evidence.deliveries.splice(1, 1);
  expect(judge("s", evidence, new Set(["a/1", "a/3"])).duplicated).toBeGreaterThan(0);
});

test("an output behind a later one of its key is reordered", () => {
  const evidence = good();
  evidence.tallied.reverse();
  expect(judge("s", evidence, acknowledged)).toMatchObject({ lost: 0, duplicated: 0, reordered: 1, stateEqual: false });
});

test.each([
  ["a changelog value that differs in one byte", "changelog", 1, '{"deliveries":2,"last":"a/1"}'],
  ["an entry that is not as it came", "changelog", 3, JSON.stringify({ ...earlier, points: 6 })],
  ["a position before the last delivery", "changelog", 5, '{"s.deliveries":"3"}'],
  ["a restored process that knows something else", "known", 0, '{"schema":"Known","value":{}}'],
  ["an output with another state", "tallied", 1, '{"schema":"Tallied","value":{"id":"a/2","sequence":2}}'],
] as const)("%s is not equal", (_, topic, at, value) => {
  const evidence = good();
  evidence[topic][at] = { ...(evidence[topic][at] as ConsumedRecord), value: Buffer.from(value) };
  expect(judge("s", evidence, acknowledged).stateEqual).toBe(false);
});

test("an entry too many or too few in the changelog is not equal", () => {
  const more = good();
  more.changelog.push(...log('["store","tallies","b"]', [{ deliveries: 1, last: "b/1" }]));
  expect(judge("s", more, acknowledged).stateEqual).toBe(false);
  const fewer = good();
  fewer.changelog.splice(3, 1);
  expect(judge("s", fewer, acknowledged).stateEqual).toBe(false);
});

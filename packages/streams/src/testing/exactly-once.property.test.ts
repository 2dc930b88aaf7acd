import fc from "fast-check";
import { expect, test } from "vitest";
import { counting, counts, words, wordsDeadLetters } from "./counting.fixture.ts";
import { openJsonSerde } from "./json-serdes.ts";
import { type CommitStep, commitSteps, type TestDriver, testDriver } from "./test-driver.ts";

/** What a test does next. */
type Move =
  | { readonly kind: "record"; readonly key: string; readonly text: string }
  | { readonly kind: "poison"; readonly partition: number }
  | { readonly kind: "aborted"; readonly key: string }
  | { readonly kind: "settle" }
  | { readonly kind: "compact" }
  | { readonly kind: "crash"; readonly step: CommitStep; readonly nth: number }
  | { readonly kind: "kill" };

const text = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("x", "y", "z") },
  fc.constantFrom("refuse", "throw", "forget"),
);
const input: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant("record"),
      key: fc.constantFrom("a", "b", "c", "d", "e", "0\u0000/\u00e9"),
      text,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("poison"), partition: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("aborted"), key: fc.constantFrom("a", "b") }) },
);
const disturbance: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: "settle" }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("crash"),
      step: fc.constantFrom(...commitSteps),
      nth: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "kill" }) },
  { weight: 1, arbitrary: fc.constant({ kind: "compact" }) },
) as fc.Arbitrary<Move>;

async function play(moves: readonly Move[], driver: TestDriver<never>): Promise<void> {
  for (const move of moves) {
    if (move.kind === "record") driver.append(words, move.key, { schema: "Word", value: { text: move.text } });
    if (move.kind === "poison") {
      const { partition } = move;
      driver.appendBytes({
        topic: words.name,
        partition,
        key: Buffer.from("p"),
        value: Buffer.from("{"),
        timestamp: 1,
      });
    }
    if (move.kind === "aborted") appendAborted(driver, move.key);
    if (move.kind === "compact")
      for (const partition of driver.log.partitions("counting.changelog")) partition.compact();
    if (move.kind === "crash") driver.crashAt(move.step, move.nth);
    if (move.kind === "kill") driver.kill();
    if (move.kind === "settle") await driver.settle();
    if (driver.crashed) await driver.restart();
  }
  await driver.settle();
  while (driver.crashed) await driver.restart();
}

/** A record of a producer that then gives its transaction up: it takes offsets and must never be folded. */
function appendAborted({ log, client }: TestDriver<never>, key: string): void {
  const partition = client.partitionFor(Buffer.from(key), words.partitions);
  const transaction = log.begin("producer", log.fence("producer"));
  log.append([{ topic: words.name, partition, key: Buffer.from(key), value: Buffer.from("never") }], transaction);
  log.abort(transaction);
}

/** All that may be seen from outside, but for the clocks in the headers and the order between partitions' outputs. */
function outcome(driver: TestDriver<never>) {
  const outputs: Record<string, unknown[]> = {};
  for (const { key, value, timestamp } of driver.records(counts)) {
    outputs[key] = [...(outputs[key] ?? []), { ...value, timestamp }];
  }
  const letters = driver.records(wordsDeadLetters).map(({ value }) => value);
  return { outputs, letters, tasks: tasks(driver) };
}

/** State and positions; a position as the number of records before it, since markers behind the last may be passed or not. */
function tasks(driver: TestDriver<never>) {
  const source = driver.bytes(words.name);
  return driver.snapshot().map(({ stores, positions }, task) => {
    const position = BigInt(positions[words.name] ?? 0);
    const folded = source.filter(({ partition, offset }) => partition === task && offset < position).length;
    return { stores, folded };
  });
}

/** The same by the simplest means: a loop over the inputs. */
function model(moves: readonly Move[]) {
  const last: Record<string, { count: number; last: string }> = {};
  const outputs: Record<string, { count: number; last: string }[]> = {};
  const codes: Record<string, number> = {};
  for (const move of moves) {
    const refusal = move.kind === "poison" ? "UNDECODABLE" : move.kind === "record" ? refusals[move.text] : undefined;
    if (refusal !== undefined) codes[refusal] = (codes[refusal] ?? 0) + 1;
    else if (move.kind === "record") {
      const value = { count: (last[move.key]?.count ?? 0) + 1, last: move.text };
      last[move.key] = value;
      outputs[move.key] = [...(outputs[move.key] ?? []), value];
    }
  }
  return { last, outputs, codes };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const refusals: Record<string, string> = { refuse: "REFUSED", throw: "PROCESSOR_FAILED" };

test("whatever crashes, wherever batches end: outputs, dead letters, stores and positions are those of a quiet run", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: input }, disturbance), { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 8 }),
      async (moves, fetchRecords, transactionRecords) => {
        const quiet = (await testDriver(counting, { openSerde: openJsonSerde })) as unknown as TestDriver<never>;
        for (const move of moves) {
          if (["record", "poison", "aborted"].includes(move.kind)) await play([move], quiet);
        }
        const disturbed = (await testDriver(counting, {
          openSerde: openJsonSerde,
          fetchRecords: () => fetchRecords,
          limits: { transactionRecords, bufferedRecords: 4 },
        })) as unknown as TestDriver<never>;
        await play(moves, disturbed);
        expect(outcome(disturbed)).toEqual(outcome(quiet));
        const { last, outputs, codes } = model(moves);
        expect(disturbed.store("counts" as never)).toEqual(last);
        expect(outcome(disturbed).outputs).toMatchObject(outputs);
        expect(tally(outcome(disturbed).letters.map(({ code }) => code))).toEqual(codes);
        await disturbed.restart();
        expect(tasks(disturbed)).toEqual(tasks(quiet));
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

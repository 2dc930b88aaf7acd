import fc from "fast-check";
import type { Task } from "../task.ts";
import { counts, words, wordsDeadLetters } from "./counting.fixture.ts";
import type { TestDriver } from "./test-driver.ts";

/** Input of the property tests, and what has to come of it, whatever happens to the processes that fold it. */

export type Input =
  | { readonly kind: "record"; readonly key: string; readonly text: string }
  | { readonly kind: "poison"; readonly partition: number }
  | { readonly kind: "aborted"; readonly key: string };

const text = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("x", "y", "z") },
  fc.constantFrom("refuse", "throw", "forget"),
);
export const input: fc.Arbitrary<Input> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant("record" as const),
      key: fc.constantFrom("a", "b", "c", "d", "e", "0\u0000/\u00e9"),
      text,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("poison" as const), partition: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("aborted" as const), key: fc.constantFrom("a", "b") }) },
);

export function appendInput(driver: TestDriver<never>, input: Input): void {
  if (input.kind === "record") driver.append(words, input.key, { schema: "Word", value: { text: input.text } });
  if (input.kind === "poison") {
    const { partition } = input;
    driver.appendBytes({ topic: words.name, partition, key: Buffer.from("p"), value: Buffer.from("{"), timestamp: 1 });
  }
  if (input.kind === "aborted") appendAborted(driver, input.key);
}

/** A record of a producer that then gives its transaction up: it takes offsets and must never be folded. */
function appendAborted({ log, client }: TestDriver<never>, key: string): void {
  const partition = client.partitionFor(Buffer.from(key), words.partitions);
  const transaction = log.begin("producer", log.fence("producer"));
  log.append([{ topic: words.name, partition, key: Buffer.from(key), value: Buffer.from("never") }], transaction);
  log.abort(transaction);
}

/** All that may be seen from outside, but for the clocks in the headers and the order between partitions' outputs. */
export function outcome(driver: TestDriver<never>, tasks: readonly Task[] = driver.app.tasks) {
  const outputs: Record<string, unknown[]> = {};
  for (const { key, value, timestamp } of driver.records(counts)) {
    outputs[key] = [...(outputs[key] ?? []), { ...value, timestamp }];
  }
  const letters = driver.records(wordsDeadLetters).map(({ value }) => value);
  return { outputs, letters, tasks: taskOutcomes(driver, tasks) };
}

/** State and positions; a position as the number of records before it, since markers behind the last may be passed or not. */
export function taskOutcomes(driver: TestDriver<never>, tasks: readonly Task[] = driver.app.tasks) {
  const source = driver.bytes(words.name);
  return tasks.map((task) => {
    const { stores, positions } = task.snapshot();
    const position = BigInt(positions[words.name] ?? 0);
    const folded = source.filter(({ partition, offset }) => partition === task.partition && offset < position).length;
    return { partition: task.partition, stores, folded };
  });
}

const refusals: Record<string, string> = { refuse: "REFUSED", throw: "PROCESSOR_FAILED" };

/** The same by the simplest means: a loop over the inputs. */
export function model(inputs: readonly Input[]) {
  const last: Record<string, { count: number; last: string }> = {};
  const outputs: Record<string, { count: number; last: string }[]> = {};
  const codes: Record<string, number> = {};
  for (const input of inputs) {
    const refusal =
      input.kind === "poison" ? "UNDECODABLE" : input.kind === "record" ? refusals[input.text] : undefined;
    if (refusal !== undefined) codes[refusal] = (codes[refusal] ?? 0) + 1;
    else if (input.kind === "record") {
      const value = { count: (last[input.key]?.count ?? 0) + 1, last: input.text };
      last[input.key] = value;
      outputs[input.key] = [...(outputs[input.key] ?? []), value];
    }
  }
  return { last, outputs, codes };
}

export function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

import type { ConsumedRecord } from "@touchline/local";
import type { Evidence } from "./evidence.ts";
import { type Recomputed, recompute } from "./recomputed.ts";
import { partitions, topicsOf } from "./tally.ts";

export interface Verdict {
  /** Deliveries in the log. */
  readonly deliveries: number;
  /** Acknowledged deliveries that are not in the log, and those in it that led to nothing. */
  readonly lost: number;
  /** Deliveries that led to something more than once, and outputs of none. */
  readonly duplicated: number;
  /** Outputs behind a later one of their key. */
  readonly reordered: number;
  readonly deadLetters: { readonly expected: number; readonly seen: number };
  /** Changelog, outputs and dead letters, and what a restored process knows: each byte for byte as recomputed. */
  readonly stateEqual: boolean;
  /** What differs, the first few of each. */
  readonly differences: readonly string[];
}

/** Judges what was read against what was acknowledged and against one plain fold of the deliveries. */
export function judge(scenario: string, evidence: Evidence, acknowledged: ReadonlySet<string>): Verdict {
  const expected = recompute(evidence.deliveries, partitions);
  const delivered = evidence.deliveries.map(idOf).filter((id) => id !== undefined);
  const origins = new Map(evidence.deliveries.map((record) => [`${record.partition}/${record.offset}`, idOf(record)]));
  const letters = evidence.letters.map(({ value }) => JSON.parse(String(value)).value as Letter);
  const outcomes = [
    ...evidence.tallied.map(idOf),
    ...letters.map(({ partition, offset }) => origins.get(`${partition}/${offset}`) ?? `dead letter of no delivery`),
  ].filter((id) => id !== undefined);
  const inLog = new Set(delivered);
  const led = new Set(outcomes);
  const lost = [...acknowledged].filter((id) => !inLog.has(id)).concat([...inLog].filter((id) => !led.has(id)));
  const invented = [...led].filter((id) => !inLog.has(id));
  const duplicated = outcomes.length - led.size + delivered.length - inLog.size + invented.length;
  const late = reordered(evidence.tallied);
  const differences = [
    ...outputsDiffer(evidence, expected),
    ...lettersDiffer(letters, expected),
    ...changelogDiffers(scenario, evidence, expected),
    ...knownDiffers(evidence, expected),
  ];
  return {
    deliveries: delivered.length,
    lost: lost.length,
    duplicated,
    reordered: late.length,
    deadLetters: { expected: expected.letters.length, seen: letters.length },
    stateEqual: differences.length === 0,
    differences: [
      ...few("lost", lost),
      ...few("invented", invented),
      ...few("out of order", late),
      ...few("differs", differences),
    ],
  };
}

interface Letter {
  readonly code: string;
  readonly partition: number;
  readonly offset: number;
}

function idOf({ value }: ConsumedRecord): string | undefined {
  const text = String(value);
  if (text.startsWith("not JSON: ")) return text.slice("not JSON: ".length);
  return JSON.parse(text).value.id;
}

/** In the order of the log, a key's deliveries are numbered upwards. */
function reordered(tallied: readonly ConsumedRecord[]): string[] {
  const last = new Map<string, number>();
  const late: string[] = [];
  for (const { key, value } of tallied) {
    const { id, sequence } = JSON.parse(String(value)).value;
    if (id === undefined) continue;
    const before = last.get(String(key)) ?? 0;
    // the same again is a duplicate
    if (sequence < before) late.push(`${id} behind ${before}`);
    else last.set(String(key), sequence);
  }
  return late;
}

function outputsDiffer({ tallied }: Evidence, { outputs }: Recomputed): string[] {
  return outputs.flatMap((expected, partition) => {
    const found = tallied.filter((record) => record.partition === partition).map(({ value }) => String(value));
    return listsDiffer(`outputs of partition ${partition}`, found, expected);
  });
}

function lettersDiffer(letters: readonly Letter[], expected: Recomputed): string[] {
  const name = ({ partition, offset, code }: { partition: number; offset: number | bigint; code: string }) =>
    `${code} of ${partition}/${offset}`;
  return listsDiffer("dead letters", letters.map(name), expected.letters.map(name));
}

/** Where they part. */
function listsDiffer(what: string, found: readonly string[], expected: readonly string[]): string[] {
  const length = Math.max(found.length, expected.length);
  for (let i = 0; i < length; i++) {
    if (found[i] === expected[i]) continue;
    return [`${what}, ${i}: ${found[i] ?? "nothing"} instead of ${expected[i] ?? "nothing"}`];
  }
  return [];
}

function changelogDiffers(scenario: string, { changelog }: Evidence, expected: Recomputed): string[] {
  const found = new Map<string, string>();
  const positions = new Map<number, string>();
  for (const { partition, key, value } of changelog) {
    if (String(key) === JSON.stringify(["position"])) positions.set(partition, String(value));
    else if (value === null) found.delete(`${partition} ${key}`);
    else found.set(`${partition} ${key}`, String(value));
  }
  const source = topicsOf(scenario).deliveries.name;
  const behind = expected.positions.flatMap((position, partition) => {
    const at = BigInt(JSON.parse(positions.get(partition) ?? "{}")[source] ?? 0);
    return at < position ? [`position of partition ${partition}: ${at}, records go to ${position}`] : [];
  });
  return [...mapsDiffer("changelog", found, expected.changelog), ...behind];
}

function knownDiffers({ known }: Evidence, expected: Recomputed): string[] {
  const found = new Map(known.map(({ key, value }) => [String(key), String(value)]));
  return mapsDiffer("a restored process", found, expected.known);
}

function mapsDiffer(what: string, found: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((key) => found.get(key) !== expected.get(key))
    .map((key) => `${what}, ${key}: ${found.get(key) ?? "nothing"} instead of ${expected.get(key) ?? "nothing"}`);
}

function few(what: string, all: readonly string[]): string[] {
  const shown = all.slice(0, 3).map((each) => `${what}: ${each.slice(0, 300)}`);
  return all.length > 3 ? [...shown, `${what}: ${all.length} in all`] : shown;
}

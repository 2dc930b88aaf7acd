import type { ConsumedRecord } from "@touchline/local";
import { appended, type Entry, emptyLedger, type Ledger } from "./ledger.ts";
import type { Ask, Delivery, End, Poison, Tally } from "./tally.ts";

/** What one plain loop over the deliveries comes to. */
export interface Recomputed {
  /** Values of the outputs, in order, by partition. */
  readonly outputs: readonly (readonly string[])[];
  readonly letters: readonly { readonly partition: number; readonly offset: bigint; readonly code: Poison }[];
  /** Values of the changelog by `<partition> <key>`, positions apart. */
  readonly changelog: ReadonlyMap<string, string>;
  /** Answers to what was asked, by key. */
  readonly known: ReadonlyMap<string, string>;
  /** Offset behind the last delivery, by partition. */
  readonly positions: readonly bigint[];
}

type Value = { schema: "Delivery"; value: Delivery } | { schema: "Ask"; value: Ask } | { schema: "End"; value: End };

interface Key {
  tally: Tally | null;
  /** In the order of their time, and of their names where that is the same. */
  readonly events: { readonly name: string; readonly entry: Entry }[];
}

/** Folds the deliveries as the log has them, with arrays and a sort: shares nothing with the runtime but the fold's one step. */
export function recompute(deliveries: readonly ConsumedRecord[], partitions: number): Recomputed {
  const keys = new Map<string, Key>();
  const outputs: string[][] = Array.from({ length: partitions }, () => []);
  const letters: { partition: number; offset: bigint; code: Poison }[] = [];
  const known = new Map<string, string>();
  const positions = Array.from({ length: partitions }, () => 0n);
  const changelog = new Map<string, string>();
  for (const { partition, offset, key: bytes, value: raw } of deliveries) {
    positions[partition] = offset + 1n;
    const name = String(bytes);
    const key: Key = keys.get(name) ?? { tally: null, events: [] };
    keys.set(name, key);
    const read = parse(raw);
    if (read === undefined) letters.push({ partition, offset, code: "UNDECODABLE" });
    else if (read.schema === "End") outputs[partition]?.push(JSON.stringify(read));
    else if (read.schema === "Ask") {
      const value = { tally: key.tally, entries: key.events.map(({ entry }) => entry), ledger: ledgerOf(key) };
      known.set(name, JSON.stringify({ schema: "Known", value }));
    } else if (read.value.poison !== undefined) letters.push({ partition, offset, code: read.value.poison });
    else {
      const { id, sequence, event, entry } = read.value;
      key.tally = { deliveries: (key.tally?.deliveries ?? 0) + 1, last: id };
      const kept = take(key, event, entry);
      const value = { id, sequence, deliveries: key.tally.deliveries, ledger: ledgerOf(key) };
      outputs[partition]?.push(JSON.stringify({ schema: "Tallied", value }));
      changelog.set(`${partition} ${JSON.stringify(["store", "tallies", name])}`, JSON.stringify(key.tally));
      changelog.set(`${partition} ${JSON.stringify(["store", "ledgers", name, event])}`, JSON.stringify(kept));
    }
  }
  return { outputs, letters, changelog, known, positions };
}

function parse(value: Buffer | null): Value | undefined {
  try {
    return JSON.parse(String(value));
  } catch {
    return undefined;
  }
}

/** Keeps the highest revision of an event; gives it. */
function take({ events }: Key, name: string, entry: Entry): Entry {
  const at = events.findIndex((each) => each.name === name);
  const held = events[at]?.entry;
  if (held !== undefined && held.revision >= entry.revision) return held;
  if (held !== undefined) events.splice(at, 1);
  events.push({ name, entry });
  events.sort((a, b) => a.entry.at - b.entry.at || (a.name < b.name ? -1 : 1));
  return entry;
}

function ledgerOf({ events }: Key): Ledger {
  let ledger = emptyLedger;
  for (const { entry } of events) ledger = appended(ledger, entry);
  return ledger;
}

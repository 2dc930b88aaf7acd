import type { ConsumedRecord } from "@touchline/local";
import { appended, type Entry, emptyLedger } from "./ledger.ts";
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
  readonly entries: Map<string, Entry>;
}

/** Folds the deliveries as the log has them, with a map and a sort: shares nothing with the runtime but the fold's one step. */
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
    const key: Key = keys.get(name) ?? { tally: null, entries: new Map() };
    keys.set(name, key);
    const read = parse(raw);
    if (read === undefined) letters.push({ partition, offset, code: "UNDECODABLE" });
    else if (read.schema === "End") outputs[partition]?.push(JSON.stringify(read));
    else if (read.schema === "Ask") {
      const entries = inOrder(key);
      known.set(
        name,
        JSON.stringify({ schema: "Known", value: { tally: key.tally, entries, ledger: ledgerOf(entries) } }),
      );
    } else if (read.value.poison !== undefined) letters.push({ partition, offset, code: read.value.poison });
    else {
      const { id, sequence, event, entry } = read.value;
      key.tally = { deliveries: (key.tally?.deliveries ?? 0) + 1, last: id };
      if ((key.entries.get(event)?.revision ?? 0) < entry.revision) key.entries.set(event, entry);
      const ledger = ledgerOf(inOrder(key));
      const value = { id, sequence, deliveries: key.tally.deliveries, ledger };
      outputs[partition]?.push(JSON.stringify({ schema: "Tallied", value }));
      changelog.set(`${partition} ${JSON.stringify(["store", "tallies", name])}`, JSON.stringify(key.tally));
      const kept = JSON.stringify(key.entries.get(event));
      changelog.set(`${partition} ${JSON.stringify(["store", "ledgers", name, event])}`, kept);
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

function inOrder({ entries }: Key): Entry[] {
  return [...entries].sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function ledgerOf(entries: readonly Entry[]) {
  return entries.reduce(appended, emptyLedger);
}

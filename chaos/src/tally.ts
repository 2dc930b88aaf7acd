import {
  type DeadLetter,
  keyValueStore,
  refoldStore,
  type Schema,
  type StoreSpecs,
  source,
  type Topic,
  type Topology,
  topology,
} from "@touchline/streams";
import { appended, type Entry, emptyLedger, type Ledger } from "./ledger.ts";

/** Partitions of every topic, so a key has the same number in all of them. */
export const partitions = 4;

/** How a record is of no use: the bytes are no record, the fold refuses or throws, what it emits is too large. */
export const poisons = ["UNDECODABLE", "REFUSED", "PROCESSOR_FAILED", "RECORD_TOO_LARGE"] as const;
export type Poison = (typeof poisons)[number];

/** One delivery of an event. Events come late, twice and corrected; deliveries are numbered as they were sent. */
export interface Delivery {
  /** Of the delivery, unlike any other. */
  readonly id: string;
  /** Of the deliveries of its key, from 1 up. */
  readonly sequence: number;
  /** Of the event, the same in its repeats and corrections. */
  readonly event: string;
  readonly entry: Entry;
  readonly poison?: Poison;
}

/** Asks for what the instance that has its task knows of a key. */
export interface Ask {
  readonly ask: "state";
}

/** Goes through a task behind everything else. */
export interface End {
  readonly end: number;
}

export interface Tallied {
  readonly id: string;
  readonly sequence: number;
  readonly deliveries: number;
  readonly ledger: Ledger;
}

/** What an instance knows of a key. */
export interface Known {
  readonly tally: Tally | null;
  readonly entries: readonly Entry[];
  readonly ledger: Ledger;
}

export interface Tally {
  readonly deliveries: number;
  readonly last: string;
}

const json = <T>(name: string): Schema<T> => ({ name, definition: "" });

/** Names and types of what a scenario reads and writes; each has topics of its own. */
export function topicsOf(scenario: string) {
  const named = (name: string) => ({ name: `${scenario}.${name}`, partitions });
  return {
    deliveries: {
      ...named("deliveries"),
      schemas: { Delivery: json<Delivery>("Delivery"), Ask: json<Ask>("Ask"), End: json<End>("End") },
    },
    refused: { ...named("deliveries.dead-letters"), schemas: { DeadLetter: json<DeadLetter>("DeadLetter") } },
    tallied: { ...named("tallied"), schemas: { Tallied: json<Tallied>("Tallied"), End: json<End>("End") } },
    known: { ...named("known"), schemas: { Known: json<Known>("Known") } },
    changelog: named("changelog"),
  } satisfies Record<string, Topic | { name: string; partitions: number }>;
}

const stores = {
  tallies: keyValueStore<Tally>("tallies"),
  ledgers: refoldStore<Entry, Ledger>({
    name: "ledgers",
    compare: (a, b) => a.at - b.at,
    initial: () => emptyLedger,
    fold: appended,
  }),
} satisfies StoreSpecs;

/**
 * The topology under test: counts the deliveries of each key, and keeps its events, highest revision each, folded in the
 * order of their own time. Whatever makes a delivery poison comes after it has written to the stores. `folding` is called
 * with each record.
 */
export function tallying(scenario: string, folding: () => void = () => {}): Topology<typeof stores> {
  const { deliveries, refused, tallied, known, changelog } = topicsOf(scenario);
  return topology({
    application: scenario,
    changelog,
    stores,
    sources: [
      source<typeof deliveries.schemas, typeof stores>({
        topic: deliveries,
        deadLetters: refused,
        process: (record, { stores: { tallies, ledgers }, emit, deadLetter }) => {
          folding();
          const { key } = record;
          if (record.schema === "End") return emit(tallied, key, { schema: "End", value: record.value });
          if (record.schema === "Ask") {
            const value = {
              tally: tallies.get(key) ?? null,
              entries: ledgers.entries(key),
              ledger: ledgers.state(key),
            };
            return emit(known, key, { schema: "Known", value });
          }
          const { id, sequence, event, entry, poison } = record.value;
          const tally = { deliveries: (tallies.get(key)?.deliveries ?? 0) + 1, last: id };
          tallies.put(key, tally);
          const held = ledgers.entry(key, event);
          if (held === undefined || held.revision < entry.revision) ledgers.put(key, event, entry);
          const value = { id, sequence, deliveries: tally.deliveries, ledger: ledgers.state(key) };
          emit(tallied, key, { schema: "Tallied", value });
          if (poison === "REFUSED") deadLetter({ code: "REFUSED", message: "asked to" });
          if (poison === "PROCESSOR_FAILED") throw new Error("asked to throw");
          if (poison === "RECORD_TOO_LARGE") {
            emit(tallied, key, { schema: "Tallied", value: { ...value, id: "x".repeat(1_100_000) } });
          }
        },
      }),
    ],
    sinks: [tallied, known],
  });
}

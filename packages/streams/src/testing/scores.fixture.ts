import type { DeadLetter } from "../dead-letter.ts";
import type { Schema } from "../schema.ts";
import { keyValueStore } from "../store.ts";
import type { Topic } from "../topic.ts";
import { type Late, source, topology } from "../topology.ts";

/** Topics and a topology in which time matters, for the tests of this package. */

export interface Goal {
  /** Event time, ms. */
  readonly at: number;
  readonly by: string;
}

function topic<V>(name: string, schema: string, partitions = 2) {
  return { name, partitions, schemas: { [schema]: { name: schema, definition: "" } as Schema<V> } };
}

export const goals = topic<Goal>("goals", "Goal") as Topic<{ Goal: Schema<Goal> }>;
export const assists = topic<Goal>("assists", "Goal") as Topic<{ Goal: Schema<Goal> }>;
export const deadLetters = topic<DeadLetter>("letters", "DeadLetter") as Topic<{ DeadLetter: Schema<DeadLetter> }>;
export interface Told {
  readonly goals: number;
  readonly at: number;
}
export const told = topic<Told>("told", "Told", 3) as Topic<{ Told: Schema<Told> }>;

export interface Options {
  readonly late?: Late;
  /** Of `assists`. */
  readonly idleAfter?: number;
  readonly every?: number;
  /** Event time of some goals; of the others it is what they say. */
  readonly timeOf?: (record: { readonly value: Goal | null }) => number | undefined;
}

/**
 * Counts goals by key, forgets a key at its tombstone, and tells all counts every so often. `refuse` is refused after a
 * write, `fail` makes the punctuations after it fail.
 */
export function scores({ late, idleAfter = 0, every = 100, timeOf }: Options = {}) {
  const stores = { goals: keyValueStore<number>("goals"), fail: keyValueStore<boolean>("fail") };
  return topology({
    application: "scores",
    changelog: { name: "scores.changelog", partitions: 2 },
    stores,
    sources: [
      source<typeof goals.schemas, typeof stores>({
        topic: goals,
        deadLetters,
        tombstones: "process",
        time: (record) => timeOf?.(record) ?? record.value?.at ?? record.timestamp,
        ...(late && { late }),
        process(record, { stores, emit, deadLetter, streamTime }) {
          if (record.value === null) {
            stores.goals.delete(record.key);
            return emit(told, record.key, null);
          }
          stores.goals.put(record.key, (stores.goals.get(record.key) ?? 0) + 1);
          if (record.value.by === "refuse") deadLetter({ code: "REFUSED", message: `at ${streamTime}` });
          if (record.value.by === "fail") stores.fail.put("now", true);
        },
      }),
      source<typeof assists.schemas, typeof stores>({
        topic: assists,
        deadLetters,
        idleAfter,
        time: ({ value }) => value.at,
        process() {},
      }),
    ],
    sinks: [told],
    punctuate: [
      {
        every,
        do({ stores, emit }, at) {
          if (stores.fail.get("now")) throw new Error("asked to fail");
          for (const key of stores.goals.keys()) {
            emit(told, key, { schema: "Told", value: { goals: stores.goals.get(key) ?? 0, at } });
          }
        },
      },
    ],
  });
}

export const goal = (at: number, by = "someone") => ({ schema: "Goal", value: { at, by } }) as const;

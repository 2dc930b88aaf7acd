import type { DeadLetter } from "../dead-letter.ts";
import type { Schema } from "../schema.ts";
import { keyValueStore, refoldStore } from "../store.ts";
import { source, topology } from "../topology.ts";

/** Topics and topologies that the tests of this package fold. */

export interface Word {
  readonly text: string;
}

export interface Count {
  readonly count: number;
  readonly last: string;
}

export const words = {
  name: "words",
  partitions: 3,
  schemas: { Word: { name: "Word", definition: "" } as Schema<Word> },
};
export const counts = {
  name: "counts",
  partitions: 2,
  schemas: { Count: { name: "Count", definition: "" } as Schema<Count> },
};
export const wordsDeadLetters = {
  name: "words.dead-letters",
  partitions: 3,
  schemas: { DeadLetter: { name: "DeadLetter", definition: "" } as Schema<DeadLetter> },
};

const stores = {
  counts: keyValueStore<Count>("counts"),
  history: refoldStore<Word, readonly string[]>({
    name: "history",
    compare: (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
    initial: () => [],
    fold: (state, { text }) => [...state, text],
  }),
};

/** Counts the records of each key, and emits each count. Refuses `refuse`, throws at `throw`, both after a write. */
export const counting = topology({
  application: "counting",
  changelog: { name: "counting.changelog", partitions: 3 },
  stores,
  sources: [
    source<typeof words.schemas, typeof stores>({
      topic: words,
      deadLetters: wordsDeadLetters,
      process: (record, { stores, emit, deadLetter }) => {
        const count = { count: (stores.counts.get(record.key)?.count ?? 0) + 1, last: record.value.text };
        stores.counts.put(record.key, count);
        stores.history.put(record.key, `${record.partition}/${record.offset}`, record.value);
        emit(counts, record.key, { schema: "Count", value: count });
        if (record.value.text === "forget") stores.history.delete(record.key);
        if (record.value.text === "refuse") deadLetter({ code: "REFUSED", message: "asked to" });
        if (record.value.text === "throw") throw new Error("asked to throw");
      },
    }),
  ],
  sinks: [counts],
});

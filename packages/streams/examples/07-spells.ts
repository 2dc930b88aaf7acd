/**
 * Spells of pressure: attacks no more than two minutes apart belong together, however long it goes on. Each spell is told
 * once, when it is over for sure, by a punctuation: time passes by what is told, and stands still where nothing is.
 */
import { keyValueStore, sessions, source, topology, windowStore } from "@touchline/streams";
import { deadLettersOf, example, minuteMs, partitions, say, topicOf } from "./example.ts";

interface Attack {
  readonly at: number;
}

interface Spell {
  readonly attacks: number;
  readonly seconds: number;
}

const attacks = topicOf<{ readonly id: string }, "Attack">("example-07.attacks", "Attack");
const spells = topicOf<Spell, "Spell">("example-07.spells", "Spell");

/** How late an attack may be told. */
const lateMs = minuteMs;
const gapMs = 2 * minuteMs;
const everyMs = minuteMs / 2;

const stores = {
  attacks: windowStore<Attack, number>({
    name: "attacks",
    window: sessions(gapMs),
    retention: lateMs + everyMs,
    at: ({ at }) => at,
    initial: () => 0,
    fold: (count) => count + 1,
  }),
  /** End of the last spell told, by side. */
  told: keyValueStore<number>("told"),
};

const pressing = topology({
  application: "example-07",
  changelog: { name: "example-07.changelog", partitions },
  stores,
  sources: [
    source<typeof attacks.schemas, typeof stores>({
      topic: attacks,
      deadLetters: deadLettersOf(attacks),
      late: { after: lateMs, policy: "drop" },
      process({ key, value: { id }, timestamp }, { stores }) {
        stores.attacks.put(key, id, { at: timestamp });
      },
    }),
  ],
  sinks: [spells],
  punctuate: [
    {
      every: everyMs,
      do({ stores, emit }, at) {
        for (const side of stores.attacks.keys()) {
          for (const { start, end, count } of stores.attacks.windows(side)) {
            const isOver = end + gapMs < at - lateMs;
            if (!isOver || end <= (stores.told.get(side) ?? 0)) continue;
            emit(spells, side, { schema: "Spell", value: { attacks: count, seconds: (end - start) / 1_000 } });
            stores.told.put(side, end);
          }
        }
      },
    },
  ],
});

const says = say(attacks);

export default example({
  topology: pressing,
  input: [
    says("15:00:00", "m1/home", { id: "a1" }),
    says("15:02:30", "m1/home", { id: "a3" }),
    // told late: it makes one spell of what looked like two
    says("15:01:45", "m1/home", { id: "a2" }),
    says("15:06:10", "m1/home", { id: "a4" }),
    says("15:10:00", "m1/home", { id: "a5" }),
  ],
  output: [spells],
  tells: ['15:06:00 spells m1/home {"attacks":3,"seconds":150}', '15:10:00 spells m1/home {"attacks":1,"seconds":0}'],
});

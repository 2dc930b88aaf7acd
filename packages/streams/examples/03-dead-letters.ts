/**
 * What cannot be goes to the dead letters with its reason, nothing that it wrote remains, and the next record is folded. A
 * source that takes tombstones has results taken back: the sink gets a tombstone as well.
 */
import { keyValueStore, source, topology } from "@touchline/streams";
import { deadLettersOf, example, partitions, say, topicOf } from "./example.ts";

interface Result {
  readonly home: number;
  readonly away: number;
}

const results = topicOf<Result, "Result">("example-03.results", "Result");
const winners = topicOf<{ readonly winner: string }, "Winner">("example-03.winners", "Winner");

const stores = { results: keyValueStore<Result>("results") };

const judging = topology({
  application: "example-03",
  changelog: { name: "example-03.changelog", partitions },
  stores,
  sources: [
    source<typeof results.schemas, typeof stores>({
      topic: results,
      deadLetters: deadLettersOf(results),
      tombstones: "process",
      process({ key, value }, { stores, emit, deadLetter }) {
        if (value === null) {
          stores.results.delete(key);
          return emit(winners, key, null);
        }
        const { home, away } = value;
        stores.results.put(key, value);
        if (home < 0 || away < 0) return deadLetter({ code: "BAD_SCORE", message: `${home}-${away} is no score` });
        const winner = home === away ? "nobody" : home > away ? "home" : "away";
        emit(winners, key, { schema: "Winner", value: { winner } });
      },
    }),
  ],
  sinks: [winners],
});

const says = say(results);

export default example({
  topology: judging,
  input: [
    says("17:00:00", "m1", { home: 2, away: 1 }),
    says("17:00:01", "m2", { home: -1, away: 0 }),
    says("17:00:02", "m3", { home: 0, away: 0 }),
    says("18:30:00", "m1", null),
  ],
  output: [winners, deadLettersOf(results)],
  tells: [
    '17:00:00 winners m1 {"winner":"home"}',
    '17:00:02 winners m3 {"winner":"nobody"}',
    "18:30:00 winners m1 null",
    "refused m2 BAD_SCORE: -1-0 is no score",
  ],
});

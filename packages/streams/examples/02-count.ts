/** Counts the goals of each side: a key-value store, whose state survives every restart with the position that it belongs to. */
import { keyValueStore, source, topology } from "@touchline/streams";
import { deadLettersOf, example, partitions, say, topicOf } from "./example.ts";

interface Goal {
  readonly side: "home" | "away";
}

interface Score {
  readonly home: number;
  readonly away: number;
}

const goals = topicOf<Goal, "Goal">("example-02.goals", "Goal");
const scores = topicOf<Score, "Score">("example-02.scores", "Score");

const stores = { scores: keyValueStore<Score>("scores") };

const counting = topology({
  application: "example-02",
  changelog: { name: "example-02.changelog", partitions },
  stores,
  sources: [
    source<typeof goals.schemas, typeof stores>({
      topic: goals,
      deadLetters: deadLettersOf(goals),
      process({ key, value: { side } }, { stores, emit }) {
        const before = stores.scores.get(key) ?? { home: 0, away: 0 };
        const score = { ...before, [side]: before[side] + 1 };
        stores.scores.put(key, score);
        emit(scores, key, { schema: "Score", value: score });
      },
    }),
  ],
  sinks: [scores],
});

const says = say(goals);

export default example({
  topology: counting,
  input: [
    says("15:05:00", "m1", { side: "home" }),
    says("15:31:00", "m2", { side: "away" }),
    says("15:44:00", "m1", { side: "away" }),
    says("16:12:00", "m1", { side: "home" }),
  ],
  output: [scores],
  tells: [
    '15:05:00 scores m1 {"home":1,"away":0}',
    '15:31:00 scores m2 {"home":0,"away":1}',
    '15:44:00 scores m1 {"home":1,"away":1}',
    '16:12:00 scores m1 {"home":2,"away":1}',
  ],
});

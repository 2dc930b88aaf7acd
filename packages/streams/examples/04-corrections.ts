/**
 * Events come late and are corrected: a goal is given, looked at, and taken back. The refold store keeps what was said of each
 * event and folds the match again in match order, so nothing has ever to be subtracted.
 */
import { refoldStore, source, topology } from "@touchline/streams";
import { deadLettersOf, example, partitions, say, topicOf } from "./example.ts";

interface Goal {
  readonly id: string;
  readonly revision: number;
  readonly minute: number;
  readonly side: "home" | "away";
  readonly stands: boolean;
}

interface Score {
  readonly home: number;
  readonly away: number;
}

const goals = topicOf<Goal, "Goal">("example-04.goals", "Goal");
const scores = topicOf<Score & { readonly story: string }, "Score">("example-04.scores", "Score");

const stores = {
  match: refoldStore<Goal, readonly string[]>({
    name: "match",
    compare: (a, b) => a.minute - b.minute,
    initial: () => ["0-0"],
    fold(story, { side, stands, minute }) {
      if (!stands) return story;
      const [home = 0, away = 0] = (story.at(-1) as string).split(" ").at(-1)?.split("-").map(Number) ?? [];
      return [...story, `${minute}' ${side === "home" ? home + 1 : home}-${side === "away" ? away + 1 : away}`];
    },
  }),
};

const correcting = topology({
  application: "example-04",
  changelog: { name: "example-04.changelog", partitions },
  stores,
  sources: [
    source<typeof goals.schemas, typeof stores>({
      topic: goals,
      deadLetters: deadLettersOf(goals),
      process({ key, value: goal }, { stores, emit }) {
        const known = stores.match.entry(key, goal.id);
        if (known !== undefined && known.revision >= goal.revision) return;
        stores.match.put(key, goal.id, goal);
        const story = stores.match.state(key);
        const [home = 0, away = 0] = (story.at(-1) as string).split(" ").at(-1)?.split("-").map(Number) ?? [];
        emit(scores, key, { schema: "Score", value: { home, away, story: story.join(", ") } });
      },
    }),
  ],
  sinks: [scores],
});

const says = say(goals);
const first: Goal = { id: "g1", revision: 1, minute: 12, side: "home", stands: true };
const second: Goal = { id: "g2", revision: 1, minute: 30, side: "away", stands: true };

export default example({
  topology: correcting,
  input: [
    says("15:31:00", "m1", second),
    // told late, twice, and then taken back
    says("15:32:00", "m1", first),
    says("15:32:01", "m1", first),
    says("15:35:00", "m1", { ...first, revision: 2, stands: false }),
  ],
  output: [scores],
  tells: [
    `15:31:00 scores m1 {"home":0,"away":1,"story":"0-0, 30' 0-1"}`,
    `15:32:00 scores m1 {"home":1,"away":1,"story":"0-0, 12' 1-0, 30' 1-1"}`,
    `15:35:00 scores m1 {"home":0,"away":1,"story":"0-0, 30' 0-1"}`,
  ],
});

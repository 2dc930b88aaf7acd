/** Shots and the runs that made room for them, from another feed: pairs up to eight seconds apart, whichever is told first. */
import { source, topology, windowedJoin } from "@touchline/streams";
import { deadLettersOf, example, minuteMs, partitions, say, topicOf } from "./example.ts";

interface Sighting {
  readonly id: string;
  readonly player: string;
  /** ms since the epoch. */
  readonly at: number;
}

const shots = topicOf<Sighting, "Shot">("example-10.shots", "Shot");
const runs = topicOf<Sighting, "Run">("example-10.runs", "Run");
const chances = topicOf<{ readonly shot: string; readonly run: string }, "Chance">("example-10.chances", "Chance");

const madeRoom = windowedJoin<Sighting, Sighting>({
  left: { name: "shots", at: ({ at }) => at },
  right: { name: "runs", at: ({ at }) => at },
  // a run up to eight seconds before the shot, or just after it
  before: 8_000,
  after: 1_000,
  retention: 2 * minuteMs,
});

const stores = { shots: madeRoom.leftStore, runs: madeRoom.rightStore };

const joining = topology({
  application: "example-10",
  changelog: { name: "example-10.changelog", partitions },
  stores,
  sources: [
    source<typeof shots.schemas, typeof stores>({
      topic: shots,
      deadLetters: deadLettersOf(shots),
      process({ key, value: shot }, { stores, emit }) {
        for (const { left, right } of madeRoom.left(stores.shots, stores.runs, key, shot.id, shot)) {
          emit(chances, key, { schema: "Chance", value: { shot: left.player, run: right.player } });
        }
      },
    }),
    source<typeof runs.schemas, typeof stores>({
      topic: runs,
      deadLetters: deadLettersOf(runs),
      process({ key, value: run }, { stores, emit }) {
        for (const { left, right } of madeRoom.right(stores.shots, stores.runs, key, run.id, run)) {
          emit(chances, key, { schema: "Chance", value: { shot: left.player, run: right.player } });
        }
      },
    }),
  ],
  sinks: [chances],
});

const saysShot = say(shots);
const saysRun = say(runs);
const sighting = (id: string, player: string, time: string): Sighting => {
  return { id, player, at: Date.parse(`2026-05-24T${time}Z`) };
};

export default example({
  topology: joining,
  input: [
    saysRun("15:10:02", "m1", sighting("r1", "Havertz", "15:10:00")),
    saysShot("15:10:06", "m1", sighting("s1", "Saka", "15:10:05")),
    // the tracking feed is behind
    saysRun("15:10:09", "m1", sighting("r2", "Martinelli", "15:10:03")),
    saysShot("15:10:20", "m1", sighting("s2", "Rice", "15:10:19")),
    saysRun("15:10:31", "m1", sighting("r3", "Nketiah", "15:10:20")),
    saysRun("15:10:32", "m2", sighting("r4", "Vinicius", "15:10:19")),
  ],
  output: [chances],
  tells: [
    '15:10:06 chances m1 {"shot":"Saka","run":"Havertz"}',
    '15:10:09 chances m1 {"shot":"Saka","run":"Martinelli"}',
    '15:10:31 chances m1 {"shot":"Rice","run":"Nketiah"}',
  ],
});

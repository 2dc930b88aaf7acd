/**
 * Results come by match and standings are by team: each result goes on to both teams' tasks, exactly once. The time of each
 * writer goes with it, so the table of six o'clock is told when every one of them is past it, and none is missing.
 */
import { lastEntries, repartition, source, topology, windowStore } from "@touchline/streams";
import { deadLettersOf, example, minuteMs, partitions, say, topicOf } from "./example.ts";

interface Result {
  readonly home: string;
  readonly away: string;
  readonly score: readonly [number, number];
}

interface Standing {
  readonly played: number;
  readonly points: number;
}

interface Played {
  readonly match: string;
  readonly at: number;
  readonly points: number;
}

const results = topicOf<Result, "Result">("example-08.results", "Result");
const standings = topicOf<Standing, "Standing">("example-08.standings", "Standing");
const byTeam = repartition({
  ...topicOf<Played, "Played">("example-08.by-team", "Played"),
  writtenBy: partitions,
});

const stores = {
  season: windowStore<Played, Standing>({
    name: "season",
    window: lastEntries(38),
    retention: 180 * minuteMs,
    at: ({ at }) => at,
    initial: () => ({ played: 0, points: 0 }),
    fold: ({ played, points }, match) => ({ played: played + 1, points: points + match.points }),
  }),
};

const table = topology({
  application: "example-08",
  changelog: { name: "example-08.changelog", partitions },
  stores,
  sources: [
    source<typeof results.schemas, typeof stores>({
      topic: results,
      deadLetters: deadLettersOf(results),
      process({ key: match, timestamp, value: { home, away, score } }, { emit }) {
        const margin = Math.sign(score[0] - score[1]);
        const played = (sign: number): Played => ({ match, at: timestamp, points: sign === 0 ? 1 : sign > 0 ? 3 : 0 });
        emit(byTeam, home, { schema: "Played", value: played(margin) });
        emit(byTeam, away, { schema: "Played", value: played(-margin) });
      },
    }),
    source<typeof byTeam.schemas, typeof stores>({
      topic: byTeam,
      deadLetters: deadLettersOf(byTeam),
      // a writer that has nothing to say is waited for so long
      idleAfter: 60 * minuteMs,
      process: ({ key: team, value }, { stores }) => void stores.season.put(team, value.match, value),
    }),
  ],
  sinks: [byTeam, standings],
  punctuate: [
    {
      every: 180 * minuteMs,
      do({ stores, emit }, at) {
        for (const team of stores.season.keys()) {
          const season = stores.season.asOf(team, at);
          if (season !== undefined) emit(standings, team, { schema: "Standing", value: season.state });
        }
      },
    },
  ],
});

const says = say(results);

export default example({
  topology: table,
  input: [
    says("15:30:00", "m1", { home: "AJX", away: "PSV", score: [2, 1] }),
    says("16:30:00", "m2", { home: "FEY", away: "AJX", score: [0, 0] }),
    says("17:30:00", "m3", { home: "PSV", away: "FEY", score: [1, 0] }),
    // both tasks are past six o'clock with these, which do not count yet
    says("18:20:00", "m4", { home: "AJX", away: "FEY", score: [1, 1] }),
    says("18:21:00", "m5", { home: "PSV", away: "AJX", score: [0, 2] }),
  ],
  output: [standings],
  tells: [
    '18:00:00 standings AJX {"played":2,"points":4}',
    '18:00:00 standings FEY {"played":2,"points":1}',
    '18:00:00 standings PSV {"played":2,"points":3}',
  ],
});

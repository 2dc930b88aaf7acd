import { type Belief, type InPlayParameters, readMarkets, restOfMatch, type ScoreMatrix } from "@touchline/models";
import type { PerSide, Score } from "@touchline/schemas";
import { type FloorName, floorMatrix } from "./floors.ts";
import { type HomeWinInterval, homeWinInterval } from "./intervals.ts";
import type { RecordedMatch } from "./recorded-match.ts";
import { snapshotsOf } from "./snapshots.ts";

/** Chances that were said at one moment of a match. */
export interface Said {
  readonly result: readonly [home: number, draw: number, away: number];
  /** Of three goals or more. */
  readonly over: number;
  readonly bothScore: number;
}

/** A match with what everybody said of it at each of the moments. */
export interface Judged {
  readonly match: RecordedMatch;
  readonly model: readonly Said[];
  readonly floors: Readonly<Partial<Record<FloorName, readonly Said[]>>>;
  /** By moment: one side had more men than the other. */
  readonly unequal: readonly boolean[];
  /** By moment; null where the model starts from the odds themselves, or nobody told any. */
  readonly intervals: readonly HomeWinInterval[] | null;
}

/** `belief`: where the model starts from; `odds`: where the floors do, null where nobody told any. */
export function judgedMatch(
  parameters: InPlayParameters,
  match: RecordedMatch,
  belief: Belief,
  odds: Belief | null,
): Judged {
  const states = snapshotsOf(match);
  const model = states.map((state) =>
    saidOf(restOfMatch(parameters, belief, state, match.provider).matrix, {
      home: state.home.goals,
      away: state.away.goals,
    }),
  );
  const floor = (name: Exclude<FloorName, "frozen">) => {
    const said = states.map((state) => {
      const rest = floorMatrix(name, odds, state);
      return rest === null ? null : saidOf(rest.matrix, rest.score);
    });
    return said.every((each) => each !== null) ? { [name]: said } : {};
  };
  return {
    ...{ match, model, unequal: states.map(({ home, away }) => home.men !== away.men) },
    intervals:
      odds === null || odds === belief
        ? null
        : states.map((state) => homeWinInterval(parameters, { belief, odds }, state, match.provider)),
    floors: {
      // what was said before kick-off, whatever has happened since
      frozen: model.map(() => model[0] as Said),
      ...floor("average"),
      ...floor("odds"),
      ...floor("oddsAndReds"),
    },
  };
}

const none: PerSide = { home: 0, away: 0 };

function saidOf(matrix: ScoreMatrix, score: Score): Said {
  const { matchResult, overUnder, bothTeamsToScore } = readMarkets(matrix, score, none);
  const over = overUnder.find(({ line }) => line === 2.5)?.over ?? Number.NaN;
  return { result: [matchResult.home, matchResult.draw, matchResult.away], over, bothScore: bothTeamsToScore };
}

import {
  type Belief,
  type InPlayParameters,
  type InPlayState,
  readMarkets,
  restOfMatch,
  type ScoreMatrix,
} from "@touchline/models";
import type { PerSide, Score } from "@touchline/schemas";
import { type FloorName, floorMatrix } from "./floors.ts";
import { type HomeWinInterval, homeWinInterval } from "./intervals.ts";
import type { RecordedMatch } from "./recorded-match.ts";
import { minute55, snapshotsOf } from "./snapshots.ts";

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
  /** What the model said after 55 minutes. */
  readonly at55: Said;
  /** Null where none was asked. */
  readonly challenger: readonly Said[] | null;
  readonly floors: Readonly<Partial<Record<FloorName, readonly Said[]>>>;
  /** By moment: one side had more men than the other. */
  readonly unequal: readonly boolean[];
  /** By moment; null where the model starts from the odds themselves, or nobody told any. */
  readonly intervals: readonly HomeWinInterval[] | null;
}

/** Those who are judged. */
export interface Contenders {
  readonly model: InPlayParameters;
  readonly challenger: InPlayParameters | null;
}

/** `belief`: where the model starts from, and its challenger; `odds`: where the floors do, null where nobody told any. */
export function judgedMatch(
  { model: parameters, challenger }: Contenders,
  match: RecordedMatch,
  belief: Belief,
  odds: Belief | null,
): Judged {
  const states = snapshotsOf(match);
  const saidBy = (of: InPlayParameters) => (state: InPlayState) =>
    saidOf(restOfMatch(of, belief, state, match.provider).matrix, { home: state.home.goals, away: state.away.goals });
  const model = states.map(saidBy(parameters));
  const [at55] = snapshotsOf(match, [minute55]).map(saidBy(parameters)) as [Said];
  const floor = (name: Exclude<FloorName, "frozen">) => {
    const said = states.map((state) => {
      const rest = floorMatrix(name, odds, state);
      return rest === null ? null : saidOf(rest.matrix, rest.score);
    });
    return said.every((each) => each !== null) ? { [name]: said } : {};
  };
  return {
    ...{ match, model, at55, challenger: challenger && states.map(saidBy(challenger)) },
    unequal: states.map(({ home, away }) => home.men !== away.men),
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

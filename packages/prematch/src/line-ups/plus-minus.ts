import type { Position } from "@touchline/schemas";
import { decay } from "../ratings/poisson-strengths.ts";
import { type SparseRows, solveRidge } from "./conjugate-gradient.ts";
import type { LinedUpMatch, SideOfStint } from "./stints.ts";

/** What a player adds to his side, in goals for 90 minutes, against what is usual of his team. */
export interface PlayerRating {
  /** On goals scored; high is good. */
  readonly attack: number;
  /** On goals let in; low is good. */
  readonly defence: number;
}

export const plusMinusOptions = {
  /** Share of expected goals in the target; the rest is goals. */
  expectedShare: 0.7,
  /** Decay of a match's weight a day, as that of team strengths. */
  xi: 0.0019,
  windowDays: 1_100,
  /** Matches of 90 minutes that stand behind the prior of a team's attack and defence: as all others. */
  teamPrior: 8,
  /** Of a player's: as his team. By line, attack and defence. */
  playerPrior: {
    GOALKEEPER: { attack: 2_000, defence: 200 },
    DEFENDER: { attack: 400, defence: 200 },
    MIDFIELDER: { attack: 200, defence: 300 },
    FORWARD: { attack: 150, defence: 500 },
    UNKNOWN: { attack: 300, defence: 300 },
  } satisfies Record<Position, PlayerRating>,
} as const;

type Options = typeof plusMinusOptions;

/** Columns before those of teams and players: level, home ground, players more than the other side. */
const level = 0;
const ground = 1;
const advantage = 2;
const firstPair = 3;

/** Ratings of all who played, by regularised adjusted plus-minus. */
export class PlusMinus {
  readonly #indices: ReadonlyMap<string, number>;
  readonly #coefficients: Float64Array;

  constructor(indices: ReadonlyMap<string, number>, coefficients: Float64Array) {
    this.#indices = indices;
    this.#coefficients = coefficients;
  }

  /** Undefined of a player who was not in the fit. */
  rating(player: string): PlayerRating | undefined {
    return this.#pair(`player ${player}`);
  }

  team(team: string): PlayerRating | undefined {
    return this.#pair(`team ${team}`);
  }

  /** Goals of an average side away for 90 minutes. */
  get base(): number {
    return this.#coefficients[level] as number;
  }

  #pair(name: string): PlayerRating | undefined {
    const at = this.#indices.get(name);
    if (at === undefined) return undefined;
    return { attack: this.#coefficients[at] as number, defence: this.#coefficients[at + 1] as number };
  }
}

/**
 * Each stint of each match gives two rows, what either side scored: goals for 90 minutes = level + home ground + men more + attack
 * of the team and its players + defence of the other team and its players, weighted by minutes, fitted by ridge regression
 * (Sill, Improved NBA adjusted plus-minus, 2010; for football Kharrat, McHale and Peña, Plus-minus player ratings for soccer, 2020,
 * whose target may be expected goals too, and Hvattum, A comprehensive review of plus-minus ratings for evaluating individual players
 * in team sports, 2019). The team's own terms are the prior of its players. Matches count up to the day before `day`, and
 * the same ones give the same bits in whatever order they are given.
 */
export function fitPlusMinus(
  matches: readonly LinedUpMatch[],
  day: number,
  options: Options = plusMinusOptions,
): PlusMinus {
  const counted = matches
    .filter((match) => match.day < day && match.day >= day - options.windowDays)
    .sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  const rows = new Rows(counted, options);
  for (const match of counted) {
    const weight = decay(day - match.day, options.xi);
    for (const { minutes, home, away } of match.stints) {
      const share = minutes / 90;
      rows.add(match.home, match.away, home, away, share, weight, !match.neutral);
      rows.add(match.away, match.home, away, home, share, weight, false);
    }
  }
  return new PlusMinus(rows.indices, rows.solve());
}

class Rows {
  readonly indices = new Map<string, number>();
  readonly #penalties: number[] = [1e-6, 1e-6, 1];
  readonly #starts: number[] = [0];
  readonly #columns: number[] = [];
  readonly #values: number[] = [];
  readonly #weights: number[] = [];
  readonly #targets: number[] = [];
  readonly #expectedShare: number;

  constructor(matches: readonly LinedUpMatch[], { teamPrior, playerPrior, expectedShare }: Options) {
    this.#expectedShare = expectedShare;
    const positions = new Map<string, Position>();
    for (const match of matches) for (const [player, position] of match.positions) positions.set(player, position);
    for (const { home, away, stints } of matches) {
      for (const team of [home, away]) this.#pair(`team ${team}`, teamPrior, teamPrior);
      for (const stint of stints) {
        for (const player of [...stint.home.players, ...stint.away.players]) {
          const prior = playerPrior[positions.get(player) ?? "UNKNOWN"];
          this.#pair(`player ${player}`, prior.attack, prior.defence);
        }
      }
    }
  }

  add(
    team: string,
    other: string,
    own: SideOfStint,
    against: SideOfStint,
    share: number,
    weight: number,
    atHome: boolean,
  ): void {
    this.#put(level, 1);
    if (atHome) this.#put(ground, 1);
    const more = own.players.length - against.players.length;
    if (more !== 0) this.#put(advantage, more);
    this.#put(this.indices.get(`team ${team}`) as number, 1);
    this.#put((this.indices.get(`team ${other}`) as number) + 1, 1);
    for (const player of own.players) this.#put(this.indices.get(`player ${player}`) as number, 1);
    for (const player of against.players) this.#put((this.indices.get(`player ${player}`) as number) + 1, 1);
    this.#starts.push(this.#columns.length);
    const expected = own.expectedGoals ?? own.goals;
    this.#targets.push((this.#expectedShare * expected + (1 - this.#expectedShare) * own.goals) / share);
    this.#weights.push(weight * share);
  }

  solve(): Float64Array {
    const rows: SparseRows = {
      starts: Int32Array.from(this.#starts),
      columns: Int32Array.from(this.#columns),
      values: Float64Array.from(this.#values),
    };
    return solveRidge({
      rows,
      weights: Float64Array.from(this.#weights),
      targets: Float64Array.from(this.#targets),
      penalties: Float64Array.from(this.#penalties),
    });
  }

  #put(column: number, value: number): void {
    this.#columns.push(column);
    this.#values.push(value);
  }

  #pair(name: string, attack: number, defence: number): void {
    if (this.indices.has(name)) return;
    this.indices.set(name, firstPair + this.indices.size * 2);
    this.#penalties.push(attack, defence);
  }
}

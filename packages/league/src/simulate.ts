import { mulberry32 } from "@touchline/scoring";
import { normalPair, ScoreDraw } from "./draws.ts";
import type { LeagueRules, Relegation } from "./rules.ts";
import type { OpenSeason } from "./season.ts";
import { Ranking, Standings } from "./table.ts";

/** What is expected of a match that is left. */
export interface Expected {
  /** Goals of either side in 90 minutes. */
  readonly home: number;
  readonly away: number;
  /** ρ of Dixon and Coles. */
  readonly dependence: number;
}

/** How little is known of a team's strengths: variances of the logarithms of factors on goals. */
export interface Uncertainty {
  readonly attackVariance: number;
  readonly covariance: number;
  readonly defenceVariance: number;
}

export interface SimulationOptions {
  /** One for each match that is left, in the order of `season.left`. */
  readonly expected: readonly Expected[];
  /** One for each team, in the order of `season.teams`; strengths are taken for known where it is left out. */
  readonly uncertainty?: readonly Uncertainty[] | undefined;
  readonly rules: LeagueRules;
  readonly relegation: Relegation;
  readonly seasons: number;
  readonly seed: number;
}

export interface TeamForecast {
  readonly team: string;
  /** Now, and in the end as expected; 90 % of the ends lie from low to high. */
  readonly played: number;
  readonly points: number;
  readonly goalDifference: number;
  readonly goals: number;
  readonly expectedPoints: number;
  readonly lowPoints: number;
  readonly highPoints: number;
  /** Chances. */
  readonly title: number;
  readonly topFour: number;
  readonly relegationPlayOff: number;
  readonly relegation: number;
  /** Chance of each rank, the first one first. */
  readonly ranks: readonly number[];
}

export interface LeagueForecast {
  readonly seasons: number;
  readonly seed: number;
  readonly left: number;
  /** Draws of the whole season, as expected. */
  readonly expectedDraws: number;
  /** As the table stands now; lots part those that nothing else does. */
  readonly teams: readonly TeamForecast[];
}

const intervalShare = 0.9;

/**
 * Plays the rest of a season out many times. In each, how strong every team really is is drawn once, so that what is not known of it goes into all of its matches; the
 * goals expected of a match stay what they are on average. The same season, options and seed give the same bytes.
 */
export function simulate(season: OpenSeason, options: SimulationOptions): LeagueForecast {
  const { teams, left } = season;
  const { expected, rules, relegation, seasons, seed } = options;
  const count = teams.length;
  const index = new Map(teams.map((team, i) => [team, i]));
  const indexOf = (team: string) => index.get(team) as number;
  const random = mulberry32(seed);
  const now = standingsOf(season, indexOf);
  const then = standingsOf(season, indexOf);
  const homes = Int32Array.from(left, ({ home }) => indexOf(home));
  const aways = Int32Array.from(left, ({ away }) => indexOf(away));
  const strengths = new StrengthDraw(count, options.uncertainty ?? [], random);
  const score = new ScoreDraw(random);
  const ranking = new Ranking(count, rules.tieBreaks);
  const ranks = new Uint32Array(count * count);
  const pointsMax = 6 * (count - 1);
  const pointsSeen = new Uint32Array(count * (pointsMax + 1));
  let draws = 0;
  for (let n = 0; n < seasons; n++) {
    then.startFrom(now);
    strengths.draw();
    for (let i = 0; i < homes.length; i++) {
      const { home: homeRate, away: awayRate, dependence } = expected[i] as Expected;
      const [home, away] = [homes[i] as number, aways[i] as number];
      score.draw(homeRate * strengths.factor(home, away), awayRate * strengths.factor(away, home), dependence);
      then.add(home, away, score.home, score.away);
    }
    for (let i = 0; i < count; i++) then.lots[i] = random();
    const order = ranking.rank(then);
    for (let rank = 0; rank < count; rank++) {
      const cell = (order[rank] as number) * count + rank;
      ranks[cell] = (ranks[cell] as number) + 1;
    }
    for (let i = 0; i < count; i++) {
      const cell = i * (pointsMax + 1) + (then.points[i] as number);
      pointsSeen[cell] = (pointsSeen[cell] as number) + 1;
    }
    draws += then.draws;
  }
  const order = new Ranking(
    count,
    rules.tieBreaks.filter((by) => !by.startsWith("mutual")),
  ).rank(now);
  const playedBy = new Map<string, number>();
  for (const { home, away } of season.played) {
    for (const team of [home, away]) playedBy.set(team, (playedBy.get(team) ?? 0) + 1);
  }
  return {
    seasons,
    seed,
    left: left.length,
    expectedDraws: draws / seasons,
    teams: [...order].map((i): TeamForecast => {
      const team = teams[i] as string;
      const shares = Array.from(ranks.subarray(i * count, (i + 1) * count), (times) => times / seasons);
      const sum = (from: number, to: number) => {
        let times = 0;
        for (let rank = from; rank < to; rank++) times += ranks[i * count + rank] as number;
        return times / seasons;
      };
      const downFrom = Math.max(0, count - relegation.down);
      return {
        team,
        played: playedBy.get(team) ?? 0,
        points: now.points[i] as number,
        goalDifference: now.difference[i] as number,
        goals: now.goals[i] as number,
        ...pointsOf(pointsSeen.subarray(i * (pointsMax + 1), (i + 1) * (pointsMax + 1)), seasons),
        title: sum(0, 1),
        topFour: sum(0, Math.min(4, count)),
        relegationPlayOff: sum(Math.max(0, downFrom - relegation.playOff), downFrom),
        relegation: sum(downFrom, count),
        ranks: shares,
      };
    }),
  };
}

function standingsOf({ teams, played }: OpenSeason, indexOf: (team: string) => number): Standings {
  const standings = new Standings(teams.length);
  for (const { home, away, homeGoals, awayGoals } of played) {
    standings.add(indexOf(home), indexOf(away), homeGoals, awayGoals);
  }
  return standings;
}

/** Mean and the middle 90 % of points, from how often each number of them was seen. */
function pointsOf(seen: Uint32Array, seasons: number) {
  let sum = 0;
  for (let points = 0; points < seen.length; points++) sum += points * (seen[points] as number);
  const quantile = (share: number) => {
    let below = 0;
    for (let points = 0; points < seen.length; points++) {
      below += seen[points] as number;
      if (below >= share * seasons) return points;
    }
    return seen.length - 1;
  };
  const tail = (1 - intervalShare) / 2;
  return { expectedPoints: sum / seasons, lowPoints: quantile(tail), highPoints: quantile(1 - tail) };
}

/** How strong teams really are beside what is thought of them, drawn anew for each season: factors on goals with the mean 1. */
class StrengthDraw {
  readonly #uncertainty: readonly Uncertainty[];
  readonly #random: () => number;
  readonly #attack: Float64Array;
  /** On the goals of the others. */
  readonly #defence: Float64Array;
  readonly #pair = new Float64Array(2);

  constructor(teams: number, uncertainty: readonly Uncertainty[], random: () => number) {
    this.#uncertainty = uncertainty;
    this.#random = random;
    this.#attack = new Float64Array(teams).fill(1);
    this.#defence = new Float64Array(teams).fill(1);
  }

  draw(): void {
    for (const [i, { attackVariance, covariance, defenceVariance }] of this.#uncertainty.entries()) {
      normalPair(this.#random, this.#pair);
      const [first, second] = [this.#pair[0] as number, this.#pair[1] as number];
      const spread = Math.sqrt(attackVariance);
      const shared = spread === 0 ? 0 : covariance / spread;
      const own = Math.sqrt(Math.max(0, defenceVariance - shared * shared));
      this.#attack[i] = Math.exp(spread * first - attackVariance / 2);
      this.#defence[i] = Math.exp(-(shared * first + own * second) - defenceVariance / 2);
    }
  }

  /** On the goals of one team against another. */
  factor(attacker: number, defender: number): number {
    return (this.#attack[attacker] as number) * (this.#defence[defender] as number);
  }
}

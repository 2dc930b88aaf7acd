import type { TieBreak } from "./rules.ts";

/** What a season's matches came to: scores by home and away side, and sums by team. Teams are indices. */
export class Standings {
  readonly teams: number;
  /** Goals of the home and the away side by home × teams + away. */
  readonly homeGoals: Uint8Array;
  readonly awayGoals: Uint8Array;
  readonly points: Int32Array;
  readonly difference: Int32Array;
  readonly goals: Int32Array;
  readonly wins: Int32Array;
  readonly goalsAway: Int32Array;
  /** What lots say where nothing else parts two teams. */
  readonly lots: Float64Array;
  draws = 0;

  constructor(teams: number) {
    this.teams = teams;
    this.homeGoals = new Uint8Array(teams * teams);
    this.awayGoals = new Uint8Array(teams * teams);
    this.points = new Int32Array(teams);
    this.difference = new Int32Array(teams);
    this.goals = new Int32Array(teams);
    this.wins = new Int32Array(teams);
    this.goalsAway = new Int32Array(teams);
    this.lots = new Float64Array(teams);
  }

  /** Begins again from others; scores of matches that are added anew need not be taken over. */
  startFrom(other: Standings): void {
    this.points.set(other.points);
    this.difference.set(other.difference);
    this.goals.set(other.goals);
    this.wins.set(other.wins);
    this.goalsAway.set(other.goalsAway);
    this.draws = other.draws;
  }

  add(home: number, away: number, homeGoals: number, awayGoals: number): void {
    const { points, difference, goals, wins } = this;
    const at = home * this.teams + away;
    this.homeGoals[at] = homeGoals;
    this.awayGoals[at] = awayGoals;
    const lead = homeGoals - awayGoals;
    difference[home] = (difference[home] as number) + lead;
    difference[away] = (difference[away] as number) - lead;
    goals[home] = (goals[home] as number) + homeGoals;
    goals[away] = (goals[away] as number) + awayGoals;
    this.goalsAway[away] = (this.goalsAway[away] as number) + awayGoals;
    if (lead === 0) {
      this.draws++;
      points[home] = (points[home] as number) + 1;
      points[away] = (points[away] as number) + 1;
      return;
    }
    const winner = lead > 0 ? home : away;
    points[winner] = (points[winner] as number) + 3;
    wins[winner] = (wins[winner] as number) + 1;
  }
}

/** Orders the teams of a season, the leader first. Keeps its arrays, so that ten thousand seasons leave no garbage. */
export class Ranking {
  readonly order: Int32Array;
  readonly #breaks: readonly TieBreak[];
  readonly #values: Float64Array;

  constructor(teams: number, tieBreaks: readonly TieBreak[]) {
    this.order = Int32Array.from({ length: teams }, (_, i) => i);
    this.#breaks = tieBreaks;
    this.#values = new Float64Array(teams);
  }

  /** Fills `order`. All matches between teams that are level must have been played where these count. */
  rank(standings: Standings): Int32Array {
    this.#values.set(standings.points);
    this.#sort(0, this.order.length);
    this.#part(standings, 0, this.order.length, 0, 0, 0);
    return this.order;
  }

  /** Goes over runs of places from..to whose values are level, by the tie-break after those that made the values. `first` and `end`: the run that mutual ones look at. */
  #part(standings: Standings, from: number, to: number, step: number, first: number, end: number): void {
    const { order } = this;
    // values are overwritten below: so runs are found before any of them is parted
    const ends: number[] = [];
    for (let at = from + 1; at <= to; at++) {
      const isLevel = at < to && this.#values[order[at] as number] === this.#values[order[at - 1] as number];
      if (!isLevel) ends.push(at);
    }
    let begin = from;
    for (const until of ends) {
      if (until - begin > 1) this.#break(standings, begin, until, step, first, end);
      begin = until;
    }
  }

  #break(standings: Standings, from: number, to: number, step: number, first: number, end: number): void {
    const by = this.#breaks[step];
    const begins = by?.startsWith("mutual") && !this.#breaks[step - 1]?.startsWith("mutual");
    // the order within the run that mutual matches are looked up in may change; who is in it may not
    const [groupFrom, groupTo] = begins ? [from, to] : [first, end];
    for (let at = from; at < to; at++) {
      const team = this.order[at] as number;
      this.#values[team] =
        by === undefined
          ? (standings.lots[team] as number)
          : worthOf(by, team, standings, this.order, groupFrom, groupTo);
    }
    this.#sort(from, to);
    if (by !== undefined) this.#part(standings, from, to, step + 1, groupFrom, groupTo);
  }

  /** Insertion sort, greatest value first: runs are short. */
  #sort(from: number, to: number): void {
    const { order } = this;
    for (let at = from + 1; at < to; at++) {
      const team = order[at] as number;
      const value = this.#values[team] as number;
      let into = at;
      for (; into > from && (this.#values[order[into - 1] as number] as number) < value; into--) {
        order[into] = order[into - 1] as number;
      }
      order[into] = team;
    }
  }
}

function worthOf(
  by: TieBreak,
  team: number,
  standings: Standings,
  order: Int32Array,
  from: number,
  to: number,
): number {
  switch (by) {
    case "difference":
      return standings.difference[team] as number;
    case "goals":
      return standings.goals[team] as number;
    case "wins":
      return standings.wins[team] as number;
    case "awayGoals":
      return standings.goalsAway[team] as number;
    default:
      return mutual(by, team, standings, order, from, to);
  }
}

function mutual(by: TieBreak, team: number, standings: Standings, order: Int32Array, from: number, to: number): number {
  const { teams, homeGoals, awayGoals } = standings;
  let value = 0;
  for (let at = from; at < to; at++) {
    const other = order[at] as number;
    if (other === team) continue;
    const [here, there] = [team * teams + other, other * teams + team];
    const scored = homeGoals[here] as number;
    const scoredThere = awayGoals[there] as number;
    const lead = scored - (awayGoals[here] as number);
    const leadThere = scoredThere - (homeGoals[there] as number);
    if (by === "mutualPoints") value += pointsOf(lead) + pointsOf(leadThere);
    else if (by === "mutualDifference") value += lead + leadThere;
    else if (by === "mutualGoals") value += scored + scoredThere;
    else value += scoredThere;
  }
  return value;
}

const pointsOf = (lead: number): number => (lead > 0 ? 3 : lead === 0 ? 1 : 0);

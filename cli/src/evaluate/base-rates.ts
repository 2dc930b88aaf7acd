import type { MatchChances, Predicted } from "./walk.ts";

/** Matches of an average league that a league's own are mixed with. */
const prior = { matches: 50, home: 0.45, draw: 0.26, over: 0.5, both: 0.52 } as const;

/** How often each thing happened in a match's competition before it, among the matches given; in the order of their ids, which is of days. */
export function baseRates(matches: readonly Predicted[]): ReadonlyMap<string, MatchChances> {
  const seen = new Map<string, { n: number; home: number; draw: number; over: number; both: number }>();
  const rates = new Map<string, MatchChances>();
  for (const { id, competition, score } of matches) {
    const { matches: n, ...of } = prior;
    const start = { n, home: n * of.home, draw: n * of.draw, over: n * of.over, both: n * of.both };
    const so = seen.get(competition) ?? start;
    const [home, draw] = [so.home / so.n, so.draw / so.n];
    rates.set(id, { result: [home, draw, 1 - home - draw], over: so.over / so.n, bothScore: so.both / so.n });
    so.n++;
    so.home += score.home > score.away ? 1 : 0;
    so.draw += score.home === score.away ? 1 : 0;
    so.over += score.home + score.away > 2 ? 1 : 0;
    so.both += score.home > 0 && score.away > 0 ? 1 : 0;
    seen.set(competition, so);
  }
  return rates;
}

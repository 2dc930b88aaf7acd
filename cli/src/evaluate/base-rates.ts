import type { Played } from "@touchline/prematch";
import type { MatchChances, Predicted } from "./predicted.ts";

/** Matches of an average league that a league's own are mixed with. */
const prior = { matches: 50, home: 0.45, draw: 0.26, over: 0.5, both: 0.52 } as const;
/** A league's matches count half after so many: two to three seasons. */
const halfLife = 700;
const kept = 0.5 ** (1 / halfLife);

interface Seen {
  n: number;
  home: number;
  draw: number;
  over: number;
  both: number;
}

/**
 * How often each thing happened in a match's competition before its day, the last seasons counting most. `played` is everything that
 * was played, in the order of time, the predicted matches among it.
 */
export function baseRates(
  played: readonly Played[],
  predicted: readonly Pick<Predicted, "id">[],
): ReadonlyMap<string, MatchChances> {
  const wanted = new Set(predicted.map(({ id }) => id));
  const seen = new Map<string, Seen>();
  const rates = new Map<string, MatchChances>();
  for (let from = 0; from < played.length; ) {
    const day = played[from]?.day;
    let to = from;
    for (; played[to]?.day === day && to < played.length; to++) {
      const { id, competition } = played[to] as Played;
      if (wanted.has(id)) rates.set(id, ratesOf(seen.get(competition) ?? start()));
    }
    for (; from < to; from++) count(seen, played[from] as Played);
  }
  return rates;
}

function start(): Seen {
  const { matches: n, home, draw, over, both } = prior;
  return { n, home: n * home, draw: n * draw, over: n * over, both: n * both };
}

function ratesOf({ n, home, draw, over, both }: Seen): MatchChances {
  return { result: [home / n, draw / n, 1 - (home + draw) / n], over: over / n, bothScore: both / n };
}

function count(seen: Map<string, Seen>, { competition, homeGoals, awayGoals }: Played): void {
  const so = seen.get(competition) ?? start();
  const add = (sum: number, happened: boolean) => kept * sum + (happened ? 1 : 0);
  seen.set(competition, {
    n: add(so.n, true),
    home: add(so.home, homeGoals > awayGoals),
    draw: add(so.draw, homeGoals === awayGoals),
    over: add(so.over, homeGoals + awayGoals > 2),
    both: add(so.both, homeGoals > 0 && awayGoals > 0),
  });
}

import { deVig } from "./de-vig.ts";
import { overChance, resultChances } from "./result-chances.ts";

/** Decimal prices of a match; those of 2.5 goals are null where nobody quoted them. */
export interface Prices {
  readonly home: number;
  readonly draw: number;
  readonly away: number;
  readonly over: number | null;
  readonly under: number | null;
}

const goalsUsual = 2.6;
/** Half of what the draw alone says of the number of goals: it says it badly. */
const drawWeight = 0.5;

/**
 * Goals of both sides that prices expect: their sum from over 2.5, or from the draw where that is not quoted, their ratio from home
 * against away. Null where a price is not above 1.
 */
export function impliedRates({ home, draw, away, over, under }: Prices): { home: number; away: number } | null {
  if (![home, draw, away].every((price) => price > 1)) return null;
  const [h, d, a] = deVig([home, draw, away], "power") as [number, number, number];
  const share = h / (h + a);
  if (over !== null && under !== null && over > 1 && under > 1) {
    const [chance] = deVig([over, under], "proportional") as [number, number];
    const goals = goalsAtOver(chance);
    return ratesOf(goals, supremacyFor(goals, share));
  }
  const supremacy = supremacyFor(goalsUsual, share);
  const byDraw = root(
    (total) => {
      const rates = ratesOf(total, supremacy);
      return d - resultChances(rates.home, rates.away).draw;
    },
    1.2,
    5,
  );
  const goals = drawWeight * byDraw + (1 - drawWeight) * goalsUsual;
  return ratesOf(goals, supremacyFor(goals, share));
}

/** Goals of both sides at which three or more fall with this chance, from 0.3 to 8. */
export function goalsAtOver(chance: number): number {
  return root((total) => overChance(total) - chance, 0.3, 8);
}

/** Log of the ratio of rates at which the home side wins so large a share of the matches that are not drawn. */
function supremacyFor(goals: number, share: number): number {
  return root(
    (supremacy) => {
      const rates = ratesOf(goals, supremacy);
      const chances = resultChances(rates.home, rates.away);
      return chances.home / (chances.home + chances.away) - share;
    },
    -4,
    4,
  );
}

function ratesOf(goals: number, supremacy: number): { home: number; away: number } {
  const away = goals / (1 + Math.exp(supremacy));
  return { home: goals - away, away };
}

/** Where a rising function is 0, to 1e-9; an end of the range where it is not within (Illinois' variant of false position). */
function root(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [below, above] = [f(low), f(high)];
  if (below >= 0) return low;
  if (above <= 0) return high;
  let side = 0;
  let x = low;
  for (let round = 0; round < 100 && high - low > 1e-9; round++) {
    const before = x;
    x = (low * above - high * below) / (above - below);
    const value = f(x);
    if (value === 0 || Math.abs(x - before) < 1e-10) return x;
    if (value < 0) {
      [low, below] = [x, value];
      if (side < 0) above /= 2;
      side = -1;
    } else {
      [high, above] = [x, value];
      if (side > 0) below /= 2;
      side = 1;
    }
  }
  return x;
}

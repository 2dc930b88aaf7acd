import { dayOf } from "@touchline/prematch";
import type { Fixture, Odds } from "@touchline/schemas";

const hourMs = 3_600_000;

/** When the last prices of a match are of, hours before kick-off: so far back that history is complete to then when they are told. */
export const lastPricesHours = 48;

/**
 * What books say of the n-th match of a season: of two in three on every tenth day, two books with moves and with a step that is none, goals,
 * and prices of weeks before, which must not count. Made up from `n`: no shipped file has prices.
 */
export function pricesOf({ matchId, kickOff }: Pick<Fixture, "matchId" | "kickOff">, n: number): Odds[] {
  if (n % 3 === 0 || dayOf(kickOff) % 10 !== 0) return [];
  const home = 1.6 + (n % 17) / 10;
  const quote = (provider: string, hours: number, prices: readonly number[]): Odds => {
    const names = prices.length === 3 ? ["home", "draw", "away"] : ["over", "under"];
    return {
      provider,
      matchId,
      market: prices.length === 3 ? "MATCH_RESULT" : "OVER_UNDER",
      line: prices.length === 3 ? null : 2.5,
      selections: prices.map((price, i) => ({ name: names[i] as string, price })),
      inPlay: false,
      suspended: false,
      providerTime: kickOff - hours * hourMs,
    };
  };
  const forHome = (price: number) => [price, 3.4, 1 / (1.05 - 1 / price - 1 / 3.4)];
  return [
    quote("c", 20 * 24, forHome(2)),
    quote("a", 71, forHome(home)),
    quote("b", 60, forHome(home + 0.1)),
    quote("b", 59.9, forHome(home + 0.101)),
    quote("a", 50, [1.7 + (n % 7) / 10, 2]),
    ...(n % 2 === 0 ? [quote("a", 50, forHome(home + 0.2))] : []),
    quote("b", lastPricesHours, forHome(home + 0.3)),
  ];
}

import type { Odds } from "@touchline/schemas";
import { refuseNameless } from "./identity-rules.ts";
import { isTime } from "./match-ranges.ts";
import { type Refusal, refusal } from "./reason-codes.ts";
import { type Suspicion, suspicion } from "./suspicions.ts";

/** No bookmaker pays more. */
const priceMax = 10_000;
/** Sum of the inverse prices of a whole market: what nobody offers, and what is worth a look. */
const absurd = { below: 0.8, above: 1.8 };
const unusual = { below: 1, above: 1.25 };

/** All outcomes of a market that has a fixed set of them; any score may be one of a correct score. */
const outcomes: Partial<Readonly<Record<Odds["market"], readonly string[]>>> = {
  MATCH_RESULT: ["home", "draw", "away"],
  OVER_UNDER: ["over", "under"],
  BOTH_TEAMS_TO_SCORE: ["yes", "no"],
  ASIAN_HANDICAP: ["home", "away"],
};

/** Why prices cannot be used; null where they can. */
export function refuseOdds(odds: Odds): Refusal | null {
  const { provider, matchId, market, line, selections, providerTime } = odds;
  const nameless = refuseNameless({ provider, matchId });
  if (nameless !== null) return nameless;
  if (!isTime(providerTime)) return refusal("TIME_INVALID", `prices told at ${providerTime}`);
  if ((market === "OVER_UNDER" || market === "ASIAN_HANDICAP") && (line === null || !Number.isFinite(line))) {
    return refusal("LINE_MISSING", `${market} with the line ${line}`);
  }
  return refusePrices(market, selections);
}

/** Why prices of a market cannot be, by themselves; null where they can. */
export function refusePrices(market: Odds["market"], selections: Odds["selections"]): Refusal | null {
  for (const { name, price } of selections) {
    if (price > priceMax || Number.isNaN(price)) return refusal("ODDS_TOO_LONG", `${market} ${name} at ${price}`);
    if (price <= 1) return refusal("ODDS_TOO_SHORT", `${market} ${name} at ${price}`);
  }
  const wrong = wrongSelection(market, selections);
  if (wrong !== undefined) {
    return refusal("BAD_SELECTIONS", `${market} with the outcome ${wrong} where it has no place`);
  }
  const sum = overround(market, selections);
  if (sum === null || (sum >= absurd.below && sum <= absurd.above)) return null;
  return refusal("OVERROUND_ABSURD", shown(market, selections, sum));
}

/** What is odd about prices that can be used. */
export function suspiciousOdds({ market, selections, suspended }: Odds): Suspicion[] {
  const wanted = outcomes[market];
  if (suspended || wanted === undefined) return [];
  const sum = overround(market, selections);
  if (sum === null) {
    const named = new Set(selections.map(({ name }) => name));
    const missing = wanted.filter((name) => !named.has(name));
    return [suspicion("MARKET_INCOMPLETE", `${market} without ${missing.join(", ")}`)];
  }
  return sum < unusual.below || sum > unusual.above
    ? [suspicion("OVERROUND_UNUSUAL", shown(market, selections, sum))]
    : [];
}

/**
 * What a bookmaker's prices for a whole market add up to as chances: 1 is fair, 1.05 a margin of 5 %. Null where the market
 * lacks a price, or has no fixed set of outcomes.
 */
function overround(market: Odds["market"], selections: Odds["selections"]): number | null {
  if (selections.length !== outcomes[market]?.length) return null;
  return selections.reduce((sum, { price }) => sum + 1 / price, 0);
}

/** An outcome that stands twice, or in the wrong market. */
function wrongSelection(market: Odds["market"], selections: Odds["selections"]): string | undefined {
  const allowed = outcomes[market];
  const seen = new Set<string>();
  for (const { name } of selections) {
    if (seen.has(name) || (allowed !== undefined && !allowed.includes(name))) return `"${name}"`;
    seen.add(name);
  }
  return undefined;
}

function shown(market: Odds["market"], selections: Odds["selections"], sum: number): string {
  return `${market} ${selections.map(({ price }) => price).join(" / ")} adds up to ${sum.toFixed(3)}`;
}

import { deVig } from "@touchline/odds";
import type { AlertEnd, Side } from "@touchline/schemas";
import { type Finding, valueKey } from "./finding.ts";
import type { Quote, Quotes } from "./quotes.ts";
import type { ComparedMarket, ValueRule } from "./rule.ts";
import { isOver, type WatchedMatch } from "./watched.ts";
import { percent, rounded, scoreLine, signedPercent } from "./words.ts";

/** A prediction in play that a bookmaker is further ahead of is stale, ms: the feed tells the clock each minute. */
const behindMsMax = 90_000;
/** The same in a break, in which the feed may be silent, and of a kick-off that is overdue, ms. */
const breakMsMax = 30 * 60_000;

interface Clocks {
  /** How far time has come in the topics. */
  readonly now: number;
  /** What each book said last, by its own clock. */
  readonly lastWord: ReadonlyMap<string, number>;
}

/** An outcome that prices are offered for, and what the model thinks of it. */
interface Outcome {
  readonly market: ComparedMarket;
  readonly line: number | null;
  readonly selection: string;
  readonly chance: number;
  readonly low: number | null;
}

/**
 * The value of every outcome that a book offers: chance times price, less 1, at the best price that may be used.
 * None in a match that is suspended, over or within `quietSeconds` of a goal or a dismissal; none by a price that is suspended,
 * too old, from before the last time that the match was suspended, or said when the prediction had stood still for too long; none while the
 * match is silent. `now`: how far time has come in the topics, ms since the epoch; it ages prices where neither the feed nor their book speaks.
 */
export function findValue(rule: ValueRule, match: WatchedMatch, quotes: Quotes, now: number): readonly Finding[] {
  const lastWord = new Map<string, number>();
  for (const { provider, at } of quotes) lastWord.set(provider, Math.max(at, lastWord.get(provider) ?? at));
  return outcomesOf(match)
    .filter(({ market }) => rule.markets.includes(market))
    .flatMap((outcome) => {
      const offers = quotes.filter(
        ({ market, line, prices }) =>
          market === outcome.market && line === outcome.line && Object.hasOwn(prices, outcome.selection),
      );
      return offers.length === 0 ? [] : [valueAt(rule, match, outcome, offers, { now, lastWord })];
    });
}

function valueAt(
  rule: ValueRule,
  match: WatchedMatch,
  outcome: Outcome,
  offers: readonly Quote[],
  clocks: Clocks,
): Finding {
  const { market, line, selection } = outcome;
  const side: Side | null =
    market !== "MATCH_RESULT" || selection === "draw" ? null : selection === "home" ? "HOME" : "AWAY";
  const common = { key: valueKey(market, line, selection), side };
  const ruledOut = offers.map((offer) => whyNot(rule, match, offer, clocks));
  const usable = offers.filter((_, i) => ruledOut[i] === undefined);
  const chance = rule.byLowEnd ? outcome.low : outcome.chance;
  // of two books with one price the first by name, so that the order in which they spoke does not matter
  const [best] = usable.toSorted(
    (a, b) => priceOf(b, selection) - priceOf(a, selection) || (a.provider < b.provider ? -1 : 1),
  );
  if (best === undefined || chance === null) {
    const because = best === undefined ? (ruledOut.find((why) => why === "SUSPENDED") ?? "STALE") : "CEASED";
    return { ...common, raises: false, holds: false, because, text: "", figures: {} };
  }
  const price = priceOf(best, selection);
  const edge = chance * price - 1;
  const value = {
    ...{ provider: best.provider, market, line, selection, price },
    chance: rounded(outcome.chance),
    low: outcome.low === null ? null : rounded(outcome.low),
    marketChance: marketChance(best, selection),
    edge: rounded(edge),
  };
  return {
    ...common,
    raises: edge >= rule.edgeAtLeast,
    holds: edge >= rule.endsBelow && edge > 0,
    text: `${scoreLine(match)}: ${words(rule, match, value)}.`,
    figures: { value },
    at: Math.max(match.asOf, best.at),
  };
}

/** Why nothing may be recommended by a price, if so. */
function whyNot(rule: ValueRule, match: WatchedMatch, quote: Quote, clocks: Clocks): AlertEnd | undefined {
  if (match.suspended || quote.suspended) return "SUSPENDED";
  if (match.silent) return "STALE";
  const bookNow = clocks.lastWord.get(quote.provider) ?? quote.at;
  const now = Math.max(match.asOf, bookNow);
  if (match.brokenAt !== null && now - match.brokenAt < rule.quietSeconds * 1000) return "SUSPENDED";
  if (match.suspendedAt !== null && quote.at <= match.suspendedAt) return "STALE";
  if (quote.inPlay === (match.phase === "PRE_MATCH")) return "STALE";
  if (Math.max(now - quote.at, clocks.now - quote.heardAt) > rule.maxOddsAgeSeconds * 1000) return "STALE";
  const knownTo = match.phase === "PRE_MATCH" ? match.kickOff : match.asOf + (match.phase === "BREAK" ? breakMsMax : 0);
  return bookNow - knownTo > behindMsMax ? "STALE" : undefined;
}

function outcomesOf(match: WatchedMatch): readonly Outcome[] {
  if (isOver(match)) return [];
  const { matchResult, low, overUnder, bothTeamsToScore } = match;
  const of = (market: ComparedMarket, line: number | null, selection: string, chance: number) => ({
    ...{ market, line, selection, chance, low: null },
  });
  return [
    ...(["home", "draw", "away"] as const).map((selection) => ({
      ...of("MATCH_RESULT", null, selection, matchResult[selection]),
      low: low?.[selection] ?? null,
    })),
    ...overUnder.flatMap(({ line, over }) => [
      of("OVER_UNDER", line, "over", over),
      of("OVER_UNDER", line, "under", 1 - over),
    ]),
    of("BOTH_TEAMS_TO_SCORE", null, "yes", bothTeamsToScore),
    of("BOTH_TEAMS_TO_SCORE", null, "no", 1 - bothTeamsToScore),
    // what is decided is no bet
  ].filter(({ chance }) => chance > 1e-9 && chance < 1 - 1e-9);
}

const sizes: Readonly<Record<ComparedMarket, number>> = { MATCH_RESULT: 3, OVER_UNDER: 2, BOTH_TEAMS_TO_SCORE: 2 };

/** What the book's prices of the whole market say, its margin taken out: by power for the result, in proportion for goals. */
function marketChance({ market, prices }: Quote, selection: string): number | null {
  const names = Object.keys(prices);
  if (names.length !== sizes[market]) return null;
  const chances = deVig(Object.values(prices), market === "MATCH_RESULT" ? "power" : "proportional");
  return rounded(chances[names.indexOf(selection)] as number);
}

const priceOf = ({ prices }: Quote, selection: string): number => prices[selection] as number;

function words({ byLowEnd }: ValueRule, match: WatchedMatch, value: NonNullable<Finding["figures"]["value"]>): string {
  const { provider, price, chance, low, marketChance: market, edge } = value;
  const interval = low === null ? "" : `, at least ${percent(low)}`;
  const beside = market === null ? "" : `, the market ${percent(market)}`;
  const reckoned = byLowEnd ? " even at the low end" : "";
  return `${bet(match, value)} at ${price.toFixed(2)} (${provider}) is worth ${signedPercent(edge)}${reckoned}: the model says ${percent(chance)}${interval}${beside}`;
}

function bet(
  { homeTeam, awayTeam }: WatchedMatch,
  { market, line, selection }: NonNullable<Finding["figures"]["value"]>,
): string {
  if (market === "OVER_UNDER") return `${selection} ${line} goals`;
  if (market === "BOTH_TEAMS_TO_SCORE") return `both to score, ${selection},`;
  return selection === "draw" ? "a draw" : `${(selection === "home" ? homeTeam : awayTeam).name} to win`;
}

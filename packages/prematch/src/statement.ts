import type { Availability, LineUp, NewsItem, Odds, Weather } from "@touchline/schemas";
import type { Circumstances } from "./circumstances.ts";
import { newsOptions } from "./conditions/news.ts";
import { weatherOptions } from "./conditions/weather.ts";
import { counts, marketBefore } from "./odds/market.ts";
import { quoteOptions } from "./odds/quote.ts";

/** What is said of a match to come, or of one of its teams, besides results and line-ups. */
export type Statement =
  | { readonly schema: "Availability"; readonly value: Availability }
  | { readonly schema: "Weather"; readonly value: Weather }
  | { readonly schema: "NewsItem"; readonly value: NewsItem }
  | { readonly schema: "Odds"; readonly value: Odds };

const dayMs = 86_400_000;

/** How long before a kick-off a statement can have been said to count for it, ms. */
export const reachMs: Readonly<Record<Statement["schema"], number>> = {
  Availability: 365 * dayMs,
  Weather: weatherOptions.issuedWithinMs,
  NewsItem: newsOptions.livesMs,
  Odds: quoteOptions.withinMs,
};

/** Whether a statement can count for a match: it was said by kick-off, prices before it, and not too long before. Times are ms since the epoch. */
export function reaches({ schema, value }: Statement, kickOff: number): boolean {
  if (schema === "Odds") return counts(value.providerTime, kickOff);
  const ms = kickOff - value.providerTime;
  return ms >= 0 && ms <= reachMs[schema];
}

/**
 * Identity of what was said, by everything that can move a feature: two statements of one identity are the same. Versions of a
 * statement have identities of their own, for which of them counts depends on the moment that is asked about.
 */
export function statementId({ schema, value }: Statement): string {
  const { provider, providerTime } = value;
  switch (schema) {
    case "Availability": {
      const { teamId, revision, player, state, expectedReturn } = value;
      return identity(
        schema,
        provider,
        teamId,
        player.id,
        player.id ?? player.name,
        revision,
        providerTime,
        state,
        expectedReturn,
      );
    }
    case "Weather": {
      const { matchId, validAt, issuedAt, temperature, windSpeed, precipitation } = value;
      return identity(
        schema,
        provider,
        matchId,
        validAt,
        issuedAt,
        providerTime,
        temperature,
        windSpeed,
        precipitation,
      );
    }
    case "NewsItem":
      return identity(schema, provider, value.teamId, value.itemId, providerTime, value.headline);
    case "Odds": {
      const { matchId, market, line, selections, inPlay, suspended } = value;
      const prices = selections.map(({ name, price }) => `${name} ${price}`);
      const state = `${inPlay ? "in play" : ""}${suspended ? "suspended" : ""}`;
      return identity(schema, provider, matchId, market, line, providerTime, state, ...prices);
    }
  }
}

const identity = (...parts: readonly (string | number | null)[]): string => JSON.stringify(parts).slice(1, -1);

/** A match to come, as far as what is said of it is asked about. Times are ms since the epoch. */
export interface Announced {
  readonly kickOff: number;
  /** When the fixture was told. */
  readonly providerTime: number;
}

/**
 * What is known of a match besides results, from everything that was said, in any order and however often. The moment of prediction is
 * that of the last thing said by kick-off, of prices that of their last move: time passes by what is said, so the same statements give the
 * same, whenever they are looked at. Where `asOf` is given it is that moment instead.
 */
export function circumstancesOf(
  { kickOff, providerTime }: Announced,
  lineUps: readonly LineUp[],
  statements: readonly Statement[],
  asOf?: number,
): Circumstances {
  const counting = statements.filter((statement) => reaches(statement, kickOff));
  const moments = [providerTime, ...lineUps.map((lineUp) => lineUp.providerTime)];
  for (const { schema, value } of counting) if (schema !== "Odds") moments.push(value.providerTime);
  const valuesOf = <S extends Statement["schema"]>(wanted: S) =>
    counting.flatMap(({ schema, value }) =>
      schema === wanted ? [value as Extract<Statement, { schema: S }>["value"]] : [],
    );
  const odds = valuesOf("Odds");
  moments.push(marketBefore(odds, kickOff, kickOff)?.at ?? providerTime);
  const last = moments.reduce((most, moment) => (moment <= kickOff && moment > most ? moment : most), -8.64e15);
  return {
    at: Math.min(asOf ?? last, kickOff),
    lineUps,
    availability: valuesOf("Availability"),
    weather: valuesOf("Weather"),
    news: valuesOf("NewsItem"),
    odds,
  };
}

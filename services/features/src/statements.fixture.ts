import { linedUpOf, linedUpRecord, placeOf } from "@touchline/prematch";
import type { Availability, NewsItem, Odds, PreMatch, Weather } from "@touchline/schemas";
import { allMatches, realMatch, TestHistory } from "./real-match.fixture.ts";

const hourMs = 3_600_000;

/** Crystal Palace v West Bromwich Albion, 13 May 2018. */
export const match = realMatch("2500090");
const { kickOff, home, away } = match.fixture;

const linedUp = allMatches()
  .filter(({ fixture }) => fixture.kickOff < kickOff)
  .filter(({ fixture }) => [fixture.home.id, fixture.away.id].some((id) => id === home.id || id === away.id))
  .flatMap(({ entries }) => {
    const record = linedUpRecord(entries);
    return record === null ? [] : (linedUpOf(record) ?? []);
  });

/** A look-up that knows who played in both sides' matches of the season so far. */
export function historyWithSquads(): TestHistory {
  const history = new TestHistory();
  for (const each of linedUp) history.history.squads.put(each);
  return history;
}

/** Players of the home side's usual eleven. */
export const zaha = { id: "8422", name: "W. Zaha", position: "FORWARD" } as const;
export const mcArthur = { id: "8425", name: "J. McArthur", position: "MIDFIELDER" } as const;

/** Said of one of the home side, so many hours before kick-off. */
export function said(
  player: Availability["player"],
  state: Availability["state"],
  revision: number,
  hours: number,
  change: Partial<Availability> = {},
): Availability {
  const providerTime = kickOff - hours * hourMs;
  const nothing = { reason: null, expectedReturn: null };
  return { provider: "wyscout", teamId: home.id, revision, player, state, ...nothing, providerTime, ...change };
}

/** For the hour of kick-off, issued so many hours before. */
export function forecast(windSpeed: number, hours: number, change: Partial<Weather> = {}): Weather {
  const issuedAt = kickOff - hours * hourMs;
  const told = { temperature: 14, windSpeed, precipitation: 0 };
  return {
    provider: "open-meteo",
    matchId: match.matchId,
    validAt: kickOff,
    issuedAt,
    ...told,
    providerTime: issuedAt,
    ...change,
  };
}

/** Of the home side, so many hours before kick-off. */
export function story(itemId: string, headline: string, hours: number, change: Partial<NewsItem> = {}): NewsItem {
  const providerTime = kickOff - hours * hourMs;
  const nothing = { body: null, url: null, language: "en" };
  return { provider: "a-feed", itemId, teamId: home.id, headline, ...nothing, providerTime, ...change };
}

/** Prices of a book for home, draw and away, so many hours before kick-off. */
export function quote(provider: string, hours: number, prices: readonly number[], change: Partial<Odds> = {}): Odds {
  const outcomes = ["home", "draw", "away"] as const;
  return {
    provider,
    matchId: match.matchId,
    market: "MATCH_RESULT",
    line: null,
    selections: prices.map((price, i) => ({ name: outcomes[i] as string, price })),
    inPlay: false,
    suspended: false,
    providerTime: kickOff - hours * hourMs,
    ...change,
  };
}

/** A feature of a vector, by its name. */
export const feature = ({ values }: PreMatch, name: string): number => values[placeOf(name)] as number;

import type { Availability, NewsItem, Odds, Result, Weather } from "@touchline/schemas";

/** Records as providers tell them, each sound; `change` makes them something else. */

const kickOff = Date.UTC(2018, 4, 13, 14);
const matchId = "wyscout:2500090";

export function result(change: Partial<Result> = {}): Result {
  return {
    provider: "football-data",
    matchId: "2018-05-13/club:crystal-palace/club:west-brom",
    revision: 1,
    competition: "ENG-Premier League",
    season: "2017/18",
    kickOff,
    home: { id: "club:crystal-palace", name: "Crystal Palace" },
    away: { id: "club:west-brom", name: "West Bromwich Albion" },
    score: { home: 2, away: 0 },
    halfTime: { home: 0, away: 0 },
    neutral: false,
    referee: "J Moss",
    homeCounts: { shots: 19, shotsOnTarget: 6, corners: 8, fouls: 8, yellowCards: 0, redCards: 0 },
    awayCounts: { shots: 5, shotsOnTarget: 3, corners: 3, fouls: 8, yellowCards: 0, redCards: 0 },
    closing: null,
    goalTimes: [
      { side: "HOME", minute: 69 },
      { side: "HOME", minute: 78 },
    ],
    ...change,
  };
}

export function odds(change: Partial<Odds> = {}, ...prices: number[]): Odds {
  const [home = 1.9, draw = 3.6, away = 4.2] = prices;
  return {
    provider: "a-book",
    matchId,
    market: "MATCH_RESULT",
    line: null,
    selections: [
      { name: "home", price: home },
      { name: "draw", price: draw },
      { name: "away", price: away },
    ],
    inPlay: false,
    suspended: false,
    providerTime: kickOff - 3_600_000,
    ...change,
  };
}

export function weather(change: Partial<Weather> = {}): Weather {
  const issuedAt = kickOff - 12 * 3_600_000;
  return {
    provider: "met",
    matchId,
    validAt: kickOff,
    issuedAt,
    temperature: 17,
    windSpeed: 4,
    precipitation: 0,
    providerTime: issuedAt,
    ...change,
  };
}

export function availability(change: Partial<Availability> = {}): Availability {
  return {
    provider: "team-news",
    teamId: "club:crystal-palace",
    revision: 1,
    player: { id: "8422", name: "W. Zaha", position: "FORWARD" },
    state: "OUT",
    reason: "knee",
    expectedReturn: kickOff + 7 * 86_400_000,
    providerTime: kickOff - 86_400_000,
    ...change,
  };
}

export function news(change: Partial<NewsItem> = {}): NewsItem {
  return {
    provider: "team-news",
    itemId: "story-1",
    teamId: "club:crystal-palace",
    headline: "Zaha trains again",
    body: null,
    url: null,
    language: "en",
    providerTime: kickOff - 86_400_000,
    ...change,
  };
}

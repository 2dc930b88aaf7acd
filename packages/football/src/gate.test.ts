import type { Fixture, MatchEvent } from "@touchline/schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { Gate, type ToldRecord } from "./gate.ts";
import { fixture as aFixture, event as anEvent } from "./match.fixture.ts";
import { availability, news, odds, result, weather } from "./record.fixture.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const teams = { knows: (id: string) => !id.includes("unknown") };
const firstFixture = aFixture().value as Fixture;
const { kickOff } = firstFixture;

let gate: Gate;
beforeEach(() => {
  gate = new Gate({ teams });
});

/** The reason of a refusal, or the outcome and what was odd. */
const admit = (record: ToldRecord, now: number | null = null): string => {
  const admission = gate.admit(record, now);
  if (admission.outcome === "rejected") return admission.code;
  const codes = admission.outcome === "accepted" ? admission.suspicions.map(({ code }) => code) : [];
  return [admission.outcome, ...codes].join(" ");
};
const fixture = (change: Partial<Fixture> = {}) => admit(aFixture(change));
const event = (id: string, sketch: Partial<MatchEvent> & Pick<MatchEvent, "type">) => admit(anEvent(id, sketch));
const anOdds = (change: Parameters<typeof odds>[0] = {}, ...prices: number[]) =>
  admit({ schema: "Odds", value: odds(change, ...prices) });
const aResult = (change: Parameters<typeof result>[0] = {}, now: number | null = null) =>
  admit({ schema: "Result", value: result(change) }, now);

describe("a fixture", () => {
  it("may be moved by a year, as a whole tournament was, and not by years", () => {
    expect(fixture()).toBe("accepted");
    const moved = { season: "2018/19", revision: 2, kickOff: kickOff + 364 * dayMs };
    expect(fixture(moved)).toBe("accepted");
    expect(fixture({ ...moved, revision: 3, kickOff: kickOff + 3 * 364 * dayMs })).toBe("KICK_OFF_MOVED");
    expect(fixture({ ...moved, revision: 3, kickOff: kickOff + 370 * dayMs })).toBe("accepted");
  });

  it("in seconds instead of milliseconds is noticed by its distance from the provider's clock", () => {
    expect(fixture({ kickOff: kickOff / 1000 })).toBe("accepted KICK_OFF_FAR SEASON_MISMATCH");
  });

  it("under two ids is let pass and counted, unless the first was called off or is another provider's", () => {
    expect(fixture({ matchId: "wyscout:1" })).toBe("accepted");
    expect(fixture({ matchId: "wyscout:2", kickOff: kickOff + 2 * hourMs })).toBe("accepted FIXTURE_TWICE");
    for (const id of ["wyscout:1", "wyscout:2"]) {
      expect(fixture({ matchId: id, revision: 2, status: "POSTPONED" })).toBe("accepted");
    }
    expect(fixture({ matchId: "wyscout:3" })).toBe("accepted");
    expect(fixture({ provider: "espn", matchId: "espn:1" })).toBe("accepted");
  });

  it("of a team that plays another match that day is let pass and counted, and not against its own revisions", () => {
    expect(fixture()).toBe("accepted");
    expect(fixture({ revision: 2, kickOff: kickOff + hourMs })).toBe("accepted");
    const arsenal = { id: "club:arsenal", name: "Arsenal" };
    expect(fixture({ matchId: "wyscout:9", away: arsenal })).toBe("accepted TEAM_TWICE_A_DAY");
    expect(fixture({ matchId: "wyscout:8", away: arsenal, kickOff: kickOff + 3 * dayMs })).toBe("accepted");
  });

  it("without competition or season, and one outside its season, are let pass and counted", () => {
    expect(fixture({ season: "" })).toBe("accepted CONTEXT_MISSING");
    expect(fixture({ revision: 2, season: "2016/17" })).toBe("accepted SEASON_MISMATCH");
    expect(fixture({ revision: 3, season: "Apertura" })).toBe("accepted");
  });
});

describe("an event", () => {
  beforeEach(() => void fixture());

  it.each(["GOAL", "RED", "SUBSTITUTION", "SHOT"] as const)(
    "%s without a side is refused, unless it is tentative",
    (type) => {
      expect(event("1", { type, side: null })).toBe("SIDE_MISSING");
      expect(event("1", { type, side: null, status: "TENTATIVE" })).toBe("accepted");
    },
  );

  it("that names nothing, or no time, is refused", () => {
    expect(event(" ", { type: "GOAL" })).toBe("IDENTITY_MISSING");
    expect(event("1", { type: "GOAL", provider: "" })).toBe("IDENTITY_MISSING");
    expect(event("1", { type: "GOAL", providerTime: 1e17 })).toBe("TIME_INVALID");
  });

  it("is late where the clock was two minutes beyond it, and early hours before the kick-off", () => {
    expect(event("tick", { type: "CLOCK", side: null, second: 1200 })).toBe("accepted");
    expect(event("a", { type: "YELLOW", second: 1081 })).toBe("accepted");
    expect(event("b", { type: "YELLOW", second: 1079 })).toBe("accepted TOLD_LATE");
    expect(event("c", { type: "YELLOW", second: 1200, providerTime: kickOff - 4 * hourMs })).toBe(
      "accepted BEFORE_KICK_OFF",
    );
  });

  it("whose scoreboard skips a goal says that one is missing", () => {
    const tick = (second: number, home: number, away: number) =>
      event(`${second}`, { type: "CLOCK", side: null, second, score: { home, away } });
    expect(tick(60, 1, 0)).toBe("accepted");
    expect(tick(120, 2, 1)).toBe("accepted SCORE_JUMPED");
    expect(tick(180, 2, 2)).toBe("accepted");
  });

  it("counts once though it comes twice, and an older revision is stale", () => {
    expect(event("1", { type: "GOAL", revision: 2 })).toBe("accepted");
    expect(event("1", { type: "GOAL", revision: 2 })).toBe("duplicate");
    expect(event("1", { type: "GOAL", revision: 1 })).toBe("stale");
  });
});

it("a match that nothing was heard of for long goes on from its fixture, however many came since", () => {
  gate = new Gate({ teams, matchesMax: 2 });
  fixture();
  expect(event("1", { type: "GOAL" })).toBe("accepted");
  for (let i = 0; i < 10; i++) {
    const apart = kickOff + (i + 1) * 10 * dayMs;
    expect(fixture({ matchId: `wyscout:${i}`, kickOff: apart, season: "" })).toBe("accepted CONTEXT_MISSING");
  }
  expect(event("2", { type: "GOAL", second: 700 })).toBe("accepted");
  expect(event("1", { type: "GOAL" })).toBe("accepted");
  expect(event("2", { type: "GOAL", second: 700 })).toBe("duplicate");
});

describe("a result", () => {
  const closing = { book: "a-book", home: 1.5, draw: 4.2, away: 7, over: null, under: null };

  it.each<[string, Parameters<typeof result>[0], string]>([
    ["with a half-time score above the final one", { halfTime: { home: 0, away: 1 } }, "BAD_HALF_TIME"],
    ["with half a goal at half-time", { halfTime: { home: 0.5, away: 0 } }, "BAD_HALF_TIME"],
    [
      "with less than no shots",
      { homeCounts: { ...(result().homeCounts as object), shots: -1 } as never },
      "BAD_COUNTS",
    ],
    ["with fewer times than goals", { goalTimes: [{ side: "HOME", minute: 9 }] }, "BAD_GOAL_TIMES"],
    ["with a goal in minute 0", { goalTimes: [0, 9].map((minute) => ({ side: "HOME", minute })) }, "BAD_GOAL_TIMES"],
    ["of a team against itself", { away: result().home }, "IMPOSSIBLE_FIXTURE"],
    ["of a team that nobody knows", { away: { id: "club:unknown", name: "?" } }, "UNKNOWN_TEAM"],
    ["of a team without an id", { away: { id: "", name: "?" } }, "IDENTITY_MISSING"],
    ["with minus one goal", { score: { home: -1, away: 0 } }, "BAD_SCORE"],
    ["in no revision", { revision: 0 }, "REVISION_INVALID"],
    ["with a closing price of 1", { closing: { ...closing, home: 1 } }, "ODDS_TOO_SHORT"],
    [
      "with closing prices that add up to far too little",
      { closing: { ...closing, over: 9, under: 9 } },
      "OVERROUND_ABSURD",
    ],
  ])("%s is refused", (_, change, code) => {
    expect(aResult(change)).toBe(code);
  });

  it("with sound closing prices is accepted, also where goals are quoted on one side only", () => {
    expect(aResult({ closing: { ...closing, over: 1.9 } })).toBe("accepted");
  });

  it("before its kick-off is refused, by more than the day that may stand for an hour", () => {
    expect(aResult({}, kickOff - 25 * hourMs)).toBe("RESULT_BEFORE_KICK_OFF");
    expect(aResult({}, kickOff - 23 * hourMs)).toBe("accepted");
  });

  it("with more shots on target than shots, or outside its season, is let pass and counted", () => {
    const counts = { ...result().awayCounts, shots: 2 } as never;
    expect(aResult({ awayCounts: counts, season: "2018/19" })).toBe("accepted SEASON_MISMATCH COUNTS_CONTRADICT");
  });

  it("is the same again, corrected, or contradicted by its own provider", () => {
    expect([aResult(), aResult(), aResult({ referee: "another" })]).toEqual([
      "accepted",
      "duplicate",
      "REVISION_CONFLICT",
    ]);
    expect([aResult({ revision: 2, referee: "another" }), aResult()]).toEqual(["accepted", "stale"]);
  });
});

describe("odds", () => {
  const over = { name: "over", price: 1.9 };
  const under = { name: "under", price: 1.9 };

  it.each<[string, Parameters<typeof odds>[0], number[], string]>([
    ["at 1", {}, [1, 9, 9], "ODDS_TOO_SHORT"],
    ["below 1", {}, [0.5, 9, 9], "ODDS_TOO_SHORT"],
    ["that are no number", {}, [Number.NaN, 9, 9], "ODDS_TOO_LONG"],
    ["without end", {}, [Number.POSITIVE_INFINITY, 9, 9], "ODDS_TOO_LONG"],
    ["that add up to far too little", {}, [5, 5, 6], "OVERROUND_ABSURD"],
    ["that add up to far too much", {}, [1.5, 1.5, 1.5], "OVERROUND_ABSURD"],
    [
      "of the home side twice",
      { selections: [...odds().selections, { name: "home", price: 2 }] },
      [],
      "BAD_SELECTIONS",
    ],
    ["of a draw of over and under", { market: "OVER_UNDER", line: 2.5 }, [], "BAD_SELECTIONS"],
    ["for over and under nothing", { market: "OVER_UNDER", selections: [over, under] }, [], "LINE_MISSING"],
    ["of no match", { matchId: "" }, [], "IDENTITY_MISSING"],
    ["at no time", { providerTime: 1e17 }, [], "TIME_INVALID"],
  ])("%s are refused", (_, change, prices, code) => {
    expect(anOdds(change, ...prices)).toBe(code);
  });

  it("below a sum of 1, and those of a market with an outcome missing, are let pass and counted", () => {
    expect(anOdds({}, 2.2, 3.8, 4.2)).toBe("accepted OVERROUND_UNUSUAL");
    expect(anOdds({ matchId: "a", selections: [over], market: "OVER_UNDER", line: 2.5 })).toBe(
      "accepted MARKET_INCOMPLETE",
    );
    expect(anOdds({ matchId: "b", selections: [], suspended: true })).toBe("accepted");
  });

  it("that come late, twice, or differ at the same time", () => {
    const { providerTime } = odds();
    expect([anOdds(), anOdds()]).toEqual(["accepted", "duplicate"]);
    expect(anOdds({}, 1.8, 3.6, 4.2)).toBe("accepted TOLD_TWICE");
    expect(anOdds({ providerTime: providerTime - 1 })).toBe("accepted TOLD_LATE");
    expect(anOdds({ providerTime: providerTime + 1 })).toBe("accepted");
  });

  it("from a clock ahead of ours are let pass and counted", () => {
    const { providerTime } = odds();
    expect(admit({ schema: "Odds", value: odds() }, providerTime - 299_000)).toBe("accepted");
    expect(admit({ schema: "Odds", value: odds({ market: "UNKNOWN" }) }, providerTime - 301_000)).toBe(
      "accepted CLOCK_AHEAD",
    );
  });
});

describe("what is told beside matches", () => {
  it.each<[string, ToldRecord, string]>([
    ["a mark for unknown", { schema: "Weather", value: weather({ temperature: -999 }) }, "BAD_WEATHER"],
    ["a wind below 0", { schema: "Weather", value: weather({ windSpeed: -1 }) }, "BAD_WEATHER"],
    ["rain that is no number", { schema: "Weather", value: weather({ precipitation: Number.NaN }) }, "BAD_WEATHER"],
    [
      "no weather",
      { schema: "Weather", value: weather({ temperature: null, windSpeed: null, precipitation: null }) },
      "WEATHER_EMPTY",
    ],
    ["a forecast from the future", { schema: "Weather", value: weather({ issuedAt: kickOff }) }, "TIME_INVALID"],
    [
      "a player without a name",
      { schema: "Availability", value: availability({ player: { id: "1", name: "", position: null } }) },
      "IDENTITY_MISSING",
    ],
    ["a player of nobody", { schema: "Availability", value: availability({ teamId: "club:unknown" }) }, "UNKNOWN_TEAM"],
    ["a return in no year", { schema: "Availability", value: availability({ expectedReturn: 1e17 }) }, "TIME_INVALID"],
    ["half a revision", { schema: "Availability", value: availability({ revision: 0.5 }) }, "REVISION_INVALID"],
    ["news without a headline", { schema: "NewsItem", value: news({ headline: " " }) }, "TEXT_MISSING"],
    ["news in capital letters", { schema: "NewsItem", value: news({ language: "EN" }) }, "BAD_LANGUAGE"],
    ["news of nobody", { schema: "NewsItem", value: news({ teamId: "club:unknown" }) }, "UNKNOWN_TEAM"],
    ["a story without identity", { schema: "NewsItem", value: news({ itemId: "" }) }, "IDENTITY_MISSING"],
  ])("%s is refused", (_, record, code) => {
    expect(admit(record)).toBe(code);
  });

  it("is known when it comes again: a forecast, a player's state, a story of two feeds", () => {
    const forecast = (change = {}) => admit({ schema: "Weather", value: weather(change) });
    expect([forecast(), forecast(), forecast({ windSpeed: 9 })]).toEqual([
      "accepted",
      "duplicate",
      "accepted TOLD_TWICE",
    ]);
    expect(forecast({ issuedAt: kickOff - 2 * dayMs })).toBe("accepted TOLD_LATE");
    const player = (change = {}) => admit({ schema: "Availability", value: availability(change) });
    expect([player(), player(), player({ state: "DOUBTFUL" })]).toEqual(["accepted", "duplicate", "REVISION_CONFLICT"]);
    expect([player({ revision: 2 }), player()]).toEqual(["accepted", "stale"]);
    const story = (change = {}) => admit({ schema: "NewsItem", value: news(change) });
    expect([story(), story({ provider: "another-feed", headline: "Zaha back" })]).toEqual(["accepted", "duplicate"]);
  });

  it("is odd where a player is out past the day of his return", () => {
    const told = availability({ expectedReturn: availability().providerTime - 2 * dayMs });
    expect(admit({ schema: "Availability", value: told })).toBe("accepted RETURN_PASSED");
  });
});

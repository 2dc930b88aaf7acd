import type { MatchEntry } from "@touchline/football";
import { circumstancesOf, type Statement, vectorOf } from "@touchline/prematch";
import { type Features, fixedSerdes, type LineUp, type PreMatch } from "@touchline/schemas";
import { commitSteps, testDriver } from "@touchline/streams/testing";
import { marketOdds, matchEvents, matchFeatures, matchWeather, teamAvailability, teamNews } from "@touchline/topics";
import fc from "fast-check";
import Fastify from "fastify";
import { beforeEach, describe, expect, it } from "vitest";
import { matchRoutes } from "./match-routes.ts";
import { preMatchFixtureOf } from "./pre-match.ts";
import { revised } from "./real-match.fixture.ts";
import type { StatementOutcome } from "./statement-sources.ts";
import {
  feature,
  forecast,
  historyWithSquads,
  match,
  mcArthur,
  quote,
  said,
  story,
  zaha,
} from "./statements.fixture.ts";
import { featuresTopology } from "./topology.ts";

const { fixture, entries } = match;
const [fixtureEntry, homeLineUp, awayLineUp] = entries as [MatchEntry, MatchEntry, MatchEntry, ...MatchEntry[]];
const history = historyWithSquads();
const hourMs = 3_600_000;

const outcomes: StatementOutcome[] = [];
beforeEach(() => {
  outcomes.length = 0;
});
const start = () =>
  testDriver(featuresTopology({ history, statements: { heard: (_, outcome) => outcomes.push(outcome) } }), {
    openSerde: fixedSerdes(),
  });
type Driver = Awaited<ReturnType<typeof start>>;

/** Says statements and entries of the match, one after another, each with a correlation id. */
async function tell(driver: Driver, ...all: readonly (Statement | MatchEntry)[]): Promise<void> {
  for (const one of all) {
    append(driver, one);
    await driver.settle();
  }
}

function append(driver: Driver, one: Statement | MatchEntry): void {
  const headers = { "correlation-id": `test/${one.schema}` };
  if (one.schema === "Availability") driver.append(teamAvailability, one.value.teamId, one, headers);
  else if (one.schema === "NewsItem") driver.append(teamNews, one.value.teamId, one, headers);
  else if (one.schema === "Weather") driver.append(matchWeather, one.value.matchId, one, headers);
  else if (one.schema === "Odds") driver.append(marketOdds, one.value.matchId, one, headers);
  else driver.append(matchEvents, one.value.matchId, one, headers);
}

const player = (value: ReturnType<typeof said>) => ({ schema: "Availability", value }) as const;
const weather = (value: ReturnType<typeof forecast>) => ({ schema: "Weather", value }) as const;
const news = (value: ReturnType<typeof story>) => ({ schema: "NewsItem", value }) as const;
const prices = (...of: Parameters<typeof quote>) => ({ schema: "Odds", value: quote(...of) }) as const;

const preMatchIn = (driver: Driver): PreMatch[] =>
  driver.records(matchFeatures).flatMap((record) => (record.schema === "PreMatch" ? [record.value] : []));
const featuresIn = (driver: Driver): Features[] =>
  driver.records(matchFeatures).flatMap((record) => (record.schema === "Features" ? [record.value] : []));
const lastOf = (driver: Driver): PreMatch => preMatchIn(driver).at(-1) as PreMatch;
/** The bytes of a vector's values. */
const bytesOf = ({ values }: PreMatch): string => Buffer.from(Float64Array.from(values).buffer).toString("hex");

describe("a word on a player before kick-off", () => {
  it("changes what is known of the match, in a higher revision, with the message that it came from", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, player(said(zaha, "OUT", 1, 12)));
    const [before, after, ...more] = preMatchIn(driver) as [PreMatch, PreMatch];
    expect(more).toEqual([]);
    expect(after.revision).toBe(before.revision + 1);
    expect([before.asOf, after.asOf]).toEqual([fixture.providerTime, fixture.kickOff - 12 * hourMs]);
    expect([before, after].map((each) => feature(each, "home.lineUp.missing"))).toEqual([1, 0]);
    expect(feature(after, "home.lineUp.replaced")).toBeGreaterThan(0.05);
    expect(feature(after, "home.lineUp.attack")).toBeLessThan(1);
    const last = driver.records(matchFeatures).at(-1);
    expect(last?.headers).toMatchObject({ "correlation-id": "test/Availability" });
    expect(last?.headers["said-at"]).toMatch(/^team\.availability \d@0$/);
  });

  it("that changes it is followed by features of the same revision, which name it and are otherwise those of before", async () => {
    const driver = await start();
    const doubt = story("doubt", "Doubtful for Sunday", 8, { teamId: fixture.away.id });
    await tell(driver, fixtureEntry, player(said(zaha, "OUT", 3, 12)), weather(forecast(12, 10)), news(doubt));
    await tell(driver, prices("a-book", 5, [2, 3.4, 4.2]), prices("a-book", 4.9, [2.001, 3.4, 4.2]));
    const published = driver.records(matchFeatures);
    expect(published.map(({ schema }) => schema)).toEqual(Array(5).fill(["PreMatch", "Features"]).flat());
    expect(published.map(({ value }) => value.revision)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    const [first, ...all] = featuresIn(driver) as [Features, ...Features[]];
    const beginning = { record: "EVENT", status: "CONFIRMED", type: null, period: 0, second: 0, player: null };
    expect(all.map(({ cause }) => cause)).toEqual([
      {
        ...{ ...beginning, provider: "wyscout", id: "availability:wyscout/club:crystal-palace/8422", revision: 3 },
        ...{ side: "HOME", player: "W. Zaha", statement: "AVAILABILITY" },
      },
      {
        ...{ ...beginning, provider: "open-meteo", id: `weather:open-meteo/${fixture.kickOff}`, revision: 1 },
        ...{ side: null, statement: "WEATHER" },
      },
      {
        ...{ ...beginning, provider: "a-feed", id: "news:a-feed/club:west-brom/doubt", revision: 1 },
        ...{ side: "AWAY", statement: "NEWS" },
      },
      {
        ...{ ...beginning, provider: "a-book", id: "odds:a-book/MATCH_RESULT", revision: 1 },
        ...{ side: null, statement: "ODDS" },
      },
    ]);
    expect(all.map(({ asOf }) => (fixture.kickOff - asOf) / hourMs)).toEqual([12, 10, 8, 5]);
    for (const each of all) {
      expect({ ...each, revision: 1, cause: first.cause, asOf: first.asOf }).toEqual(first);
    }
  });

  it("that is taken back gives the former bytes back; so does the player's return", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, player(said(zaha, "OUT", 1, 48)), player(said(zaha, "UNKNOWN", 2, 40)));
    await tell(driver, player(said(zaha, "AVAILABLE", 3, 30)), player(said(zaha, "SUSPENDED", 4, 20)));
    await tell(driver, player(said(zaha, "AVAILABLE", 5, 10)));
    const [nothing, out, takenBack, fit, suspended, back] = preMatchIn(driver).map(bytesOf);
    expect(takenBack).toBe(nothing);
    expect(back).toBe(fit);
    expect(suspended).toBe(out);
    expect(out).not.toBe(nothing);
    expect(fit).not.toBe(out);
  });

  it("never makes his team better, and two absences are no better than one", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, player(said(zaha, "DOUBTFUL", 1, 48)), player(said(zaha, "OUT", 2, 40)));
    await tell(driver, player(said(mcArthur, "OUT", 1, 30)));
    const attacks = preMatchIn(driver).map((each) => feature(each, "home.lineUp.attack"));
    const defences = preMatchIn(driver).map((each) => feature(each, "home.lineUp.defence"));
    expect(attacks).toEqual([...attacks].sort((a, b) => b - a));
    expect(defences).toEqual([...defences].sort((a, b) => a - b));
    for (const factor of [...attacks, ...defences]) expect(Math.abs(Math.log(factor))).toBeLessThanOrEqual(0.15);
  });

  it("counts for every match to come of his team, told before or after it, and for no other", async () => {
    const entryOf = (change: object): MatchEntry =>
      ({ schema: "Fixture", value: { ...fixture, ...change } }) as MatchEntry;
    const next = entryOf({ matchId: "wyscout:next", kickOff: fixture.kickOff + 7 * 24 * hourMs });
    const played = entryOf({ matchId: "wyscout:played", kickOff: fixture.kickOff - 7 * 24 * hourMs });
    const others = entryOf({
      matchId: "wyscout:others",
      home: { id: "club:arsenal", name: "Arsenal" },
      away: { id: "club:burnley", name: "Burnley" },
    });
    const driver = await start();
    await tell(driver, fixtureEntry, played, others, player(said(zaha, "OUT", 1, 48)), next);
    const matches = preMatchIn(driver).filter((each) => feature(each, "home.lineUp.missing") === 0);
    expect(matches.map((each) => each.matchId).sort()).toEqual(["wyscout:2500090", "wyscout:next"]);
  });

  it("counts where another match of his team was told of a far year, by mistake", async () => {
    const driver = await start();
    const kickOff = fixture.kickOff + 40 * 365 * 24 * hourMs;
    const mistaken = { schema: "Fixture", value: { ...fixture, matchId: "wyscout:mistaken", kickOff } } as MatchEntry;
    await tell(driver, fixtureEntry, mistaken, player(said(zaha, "OUT", 1, 48)));
    const ofMatch = preMatchIn(driver).filter(({ matchId }) => matchId === fixture.matchId);
    expect(ofMatch.map((each) => feature(each, "home.lineUp.missing"))).toEqual([1, 0]);
  });

  it("follows a match that is moved", async () => {
    const driver = await start();
    const later = fixture.kickOff + 30 * 24 * hourMs;
    const revisedFixture = revised(fixtureEntry, { kickOff: later } as object);
    await tell(driver, fixtureEntry, player(said(zaha, "OUT", 1, -24)), revisedFixture);
    expect(preMatchIn(driver).map((each) => feature(each, "home.lineUp.missing"))).toEqual([1, 1, 0]);
    await tell(driver, revised(revised(fixtureEntry)));
    expect(bytesOf(lastOf(driver))).toBe(bytesOf(preMatchIn(driver)[0] as PreMatch));
  });

  it("said anew is passed over, and one that cannot be is refused with its code", async () => {
    const driver = await start();
    const out = player(said(zaha, "OUT", 1, 48));
    await tell(driver, fixtureEntry, out, out, player(said(zaha, "OUT", 0, 48)));
    driver.append(teamAvailability, "club:arsenal", out);
    driver.append(matchWeather, "wyscout:other", weather(forecast(9, 4)));
    await driver.settle();
    expect(outcomes).toEqual(["passed on", "changed", "repeated"]);
    const codes = [teamAvailability, matchWeather].map((topic) => driver.deadLetters(topic).map(({ code }) => code));
    expect(codes.map((each) => each.sort())).toEqual([["KEY_MISMATCH", "REVISION_INVALID"], ["KEY_MISMATCH"]]);
  });
});

describe("an announced team", () => {
  it("replaces the expected one, in the revision of its features, and the other team's comes in its own", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, player(said(zaha, "OUT", 1, 48)), homeLineUp, awayLineUp);
    const all = preMatchIn(driver);
    expect(all.map((each) => feature(each, "home.lineUp.announced"))).toEqual([0, 0, 1, 1]);
    expect(all.map((each) => feature(each, "away.lineUp.announced"))).toEqual([0, 0, 0, 1]);
    expect(all.map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
    expect(featuresIn(driver).map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
  });

  it("that is corrected before kick-off is published anew; the former team back, the former bytes are", async () => {
    const driver = await start();
    const { starting, bench } = homeLineUp.value as LineUp;
    const [substitute, ...others] = bench as [LineUp["bench"][number], ...LineUp["bench"]];
    const weaker = { starting: [...starting.slice(0, 10), substitute], bench: others };
    await tell(driver, fixtureEntry, homeLineUp, revised(homeLineUp, weaker as object));
    await tell(driver, revised(revised(homeLineUp)));
    const [, announced, changed, back] = preMatchIn(driver).map(bytesOf);
    expect(changed).not.toBe(announced);
    expect(back).toBe(announced);
  });
});

describe("weather and news", () => {
  it("are known with their harshness and tone, and fade and expire", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, weather(forecast(16, 8 * 24)), news(story("old", "Striker injured", 80)));
    expect(outcomes.filter((outcome) => outcome === "changed")).toEqual([]);
    await tell(driver, weather(forecast(11, 48)), news(story("one", "Striker injured", 36)));
    await tell(driver, weather(forecast(6, 18)));
    const last = preMatchIn(driver).slice(1);
    expect(last.map((each) => feature(each, "match.weather.harshness"))).toEqual([0.5, 0.5, 0]);
    expect(last.map((each) => feature(each, "home.news.tone"))).toEqual([0, -0.5 * (1 - 12 / 72), -0.375]);
    expect(last.map((each) => feature(each, "match.weather.factor"))).toEqual([1, 1, 1]);
  });
});

describe("prices", () => {
  const evens = [2, 3.4, 4.2];

  it("are known as chances, and published anew when they move the market: by a quarter of a percent, a book, or an hour", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, prices("a", 12, evens), prices("a", 11.9, [2.005, 3.4, 4.2]));
    await tell(driver, prices("a", 11.8, [2.1, 3.4, 3.9]), prices("b", 11.7, evens), prices("b", 10, evens));
    expect(outcomes).toEqual(["changed", "unchanged", "changed", "changed", "changed"]);
    const all = preMatchIn(driver);
    expect(all.map((each) => feature(each, "match.odds.missing"))).toEqual([1, 0, 0, 0, 0]);
    expect(all.map((each) => feature(each, "match.odds.hours"))).toEqual([336, 12, 11.8, 11.7, 10]);
    expect(all.map((each) => feature(each, "match.odds.books"))).toEqual([0, 1, 1, 2, 2]);
    const [, first, second] = all.map((each) => feature(each, "match.odds.home"));
    expect(second).toBeLessThan((first as number) - 0.01);
    expect(lastOf(driver).asOf).toBe(fixture.kickOff - 10 * hourMs);
  });

  it("are not seen before they are said: closing ones of files, which stand at kick-off, by nobody", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, prices("a", 0, evens), prices("a", -0.1, evens), prices("a", 15 * 24, evens));
    expect(outcomes).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(feature(lastOf(driver), "match.odds.missing")).toBe(1);
  });

  it("that can never count are not kept, publish nothing and do not wait for history", async () => {
    const waited: number[] = [];
    const waiting = Object.assign(Object.create(history), {
      ready: (at: number) => void waited.push(at),
    }) as typeof history;
    const driver = await testDriver(
      featuresTopology({ history: waiting, statements: { heard: (_, outcome) => outcomes.push(outcome) } }),
      { openSerde: fixedSerdes() },
    );
    await tell(driver, fixtureEntry, ...entries.slice(1, 5));
    const known = () => JSON.stringify(driver.snapshot().map(({ stores }) => stores));
    const [before, published, waits] = [known(), driver.records(matchFeatures).length, waited.length];
    const past = { matchId: "2017-05-13/club:crystal-palace/club:west-brom" };
    await tell(driver, prices("a", 8_760, evens, past), prices("a", 0, evens, past));
    await tell(driver, prices("a", 5, evens, { inPlay: true, ...past }), prices("a", 5, evens, { suspended: true }));
    const goals = [1.9, 1.9].map((price, i) => ({ name: ["over", "under"][i] as string, price }));
    await tell(driver, prices("a", 5, [], { market: "OVER_UNDER", line: 1.5, selections: goals }));
    expect(waited).toHaveLength(waits);
    await tell(driver, prices("a", -0.5, evens));
    expect(outcomes).toEqual(Array(6).fill("passed over"));
    expect(known()).toBe(before);
    expect(driver.records(matchFeatures)).toHaveLength(published);
  });

  it("that cannot be, or stand under another match's key, are refused", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, prices("a", 5, [1, 3.4, 4.2]), prices("a", 5, [1.1, 1.2, 1.3]));
    driver.append(marketOdds, "wyscout:other", prices("a", 5, evens));
    await driver.settle();
    const codes = driver.deadLetters(marketOdds).map(({ code }) => code);
    expect(codes.sort()).toEqual(["KEY_MISMATCH", "ODDS_TOO_SHORT", "OVERROUND_ABSURD"]);
  });
});

describe("asked later", () => {
  const getOf = (driver: Driver) => {
    const http = Fastify();
    matchRoutes(http, { reader: () => driver.app.stores, history });
    return async (path: string) => (await http.inject(`/v1/${path}`)).json();
  };

  it("what was known at a moment has an absence from when it was said, until it was taken back", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, player(said(zaha, "OUT", 1, 20)), player(said(zaha, "UNKNOWN", 2, 10)));
    const get = getOf(driver);
    const replacedAt = async (hours: number) => {
      const { features } = await get(`features/${match.matchId}?asOf=${fixture.kickOff - hours * hourMs}`);
      return features["home.lineUp.replaced"];
    };
    const [before, out, late, back] = await Promise.all([21, 20, 10.1, 10].map(replacedAt));
    expect([before, back]).toEqual([0, 0]);
    expect(out).toBeGreaterThan(0.05);
    expect(late).toBe(out);
  });

  it("what was known at a moment has the prices of that moment", async () => {
    const driver = await start();
    await tell(driver, fixtureEntry, prices("a", 20, [2, 3.4, 4.2]), prices("a", 10, [1.5, 4.4, 7]));
    const get = getOf(driver);
    const homeAt = async (hours: number) => {
      const { features } = await get(`features/${match.matchId}?asOf=${fixture.kickOff - hours * hourMs}`);
      return features["match.odds.home"];
    };
    const [before, first, stillFirst, second, atKickOff] = await Promise.all([20.1, 20, 10.1, 10, 0].map(homeAt));
    const [, told, toldAnew] = preMatchIn(driver).map((each) => feature(each, "match.odds.home"));
    expect([before, first, stillFirst, second, atKickOff]).toEqual([0.45, told, told, toldAnew, toldAnew]);
  });

  it("where features come from names each statement where it stands, whichever way it came", async () => {
    const driver = await start();
    const outNow = player(said(zaha, "OUT", 1, 20));
    await tell(driver, outNow, fixtureEntry, weather(forecast(12, 18)), player(said(zaha, "AVAILABLE", 2, 16)));
    await tell(driver, prices("a-book", 15, [2, 3.4, 4.2]), prices("a-book", 14, [2.2, 3.3, 3.8]));
    const get = getOf(driver);
    const published = featuresIn(driver);
    expect(published.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { revision, cause } of published) {
      const { inputs } = await get(`lineage/${match.matchId}?revision=${revision}`);
      expect([inputs.length, inputs.at(-1).id]).toEqual([revision, cause.id]);
    }
    const { inputs } = await get(`lineage/${match.matchId}`);
    expect(
      inputs.map(({ id, topic, offset, version, superseded }: Record<string, unknown>) => [
        id,
        topic,
        offset,
        version,
        superseded,
      ]),
    ).toEqual([
      ["fixture", "match.events", 0, 1, false],
      ["availability:wyscout/club:crystal-palace/8422", "team.availability", 0, 1, true],
      [`weather:open-meteo/${fixture.kickOff}`, "match.weather", 0, fixture.kickOff - 18 * hourMs, false],
      ["availability:wyscout/club:crystal-palace/8422", "team.availability", 1, 2, false],
      ["odds:a-book/MATCH_RESULT", "market.odds", 0, fixture.kickOff - 15 * hourMs, true],
      ["odds:a-book/MATCH_RESULT", "market.odds", 1, fixture.kickOff - 14 * hourMs, false],
    ]);
  });
});

/** What can be said of the match, at any time within ten days before kick-off and two hours after. */
const anything: fc.Arbitrary<Statement> = fc.oneof(
  fc
    .record({
      who: fc.constantFrom(zaha, mcArthur),
      state: fc.constantFrom("OUT" as const, "DOUBTFUL" as const, "AVAILABLE" as const, "UNKNOWN" as const),
      revision: fc.integer({ min: 1, max: 4 }),
      hours: fc.integer({ min: -2, max: 240 }),
    })
    .map(({ who, state, revision, hours }) => player(said(who, state, revision, hours))),
  fc
    .record({ wind: fc.integer({ min: 0, max: 20 }), hours: fc.integer({ min: -2, max: 240 }) })
    .map(({ wind, hours }) => weather(forecast(wind, hours))),
  fc
    .record({ item: fc.constantFrom("a", "b"), good: fc.boolean(), hours: fc.integer({ min: -2, max: 240 }) })
    .map(({ item, good, hours }) => news(story(item, good ? "Ban lifted" : "Ruled out", hours))),
  fc
    .record({
      book: fc.constantFrom("a", "b"),
      step: fc.integer({ min: 0, max: 8 }),
      minutes: fc.integer({ min: -2 * 60, max: 240 * 60 }),
    })
    .map(({ book, step, minutes }) => prices(book, minutes / 60, [2 + step / 200, 3.4, 4.2])),
);
const statements = fc.array(anything, { minLength: 1, maxLength: 12 });

describe("whatever is said", { timeout: 30_000 }, () => {
  it("in any order, before the fixture or after it, ends in the same values, which are those offline", async () => {
    await fc.assert(
      fc.asyncProperty(statements, fc.infiniteStream(fc.nat()), async (all, random) => {
        const inOrder = await start();
        await tell(inOrder, fixtureEntry, ...all, homeLineUp);
        const shuffled = await start();
        const order = [fixtureEntry, ...all, homeLineUp].map((one) => ({ one, at: random.next().value as number }));
        await tell(shuffled, ...order.sort((a, b) => a.at - b.at).map(({ one }) => one));
        expect(bytesOf(lastOf(shuffled))).toBe(bytesOf(lastOf(inOrder)));
        const known = circumstancesOf(fixture, [homeLineUp.value as LineUp], all);
        const offline = vectorOf(history.history, preMatchFixtureOf(fixture, known));
        expect(lastOf(inOrder).values).toEqual([...offline]);
      }),
      { numRuns: 60 },
    );
  });

  it("leaves all but the number of the features of play as it is", async () => {
    const featuresOf = async (...all: readonly (Statement | MatchEntry)[]) => {
      const driver = await start();
      await tell(driver, ...all);
      const published = featuresIn(driver);
      expect(published.map(({ revision }) => revision)).toEqual(published.map((_, i) => i + 1));
      const ofPlay = published.filter(({ cause }) => cause.statement === null);
      return ofPlay.map((features) => ({ ...features, revision: 0 }));
    };
    const play = entries.slice(0, 8);
    const alone = await featuresOf(...play);
    expect(alone).toHaveLength(8);
    await fc.assert(
      fc.asyncProperty(statements, fc.infiniteStream(fc.nat(8)), async (all, places) => {
        const between = all.map((one) => ({ one, at: places.next().value as number }));
        const mixed = play.flatMap((entry, i) => [
          ...between.filter(({ at }) => at === i).map(({ one }) => one),
          entry,
        ]);
        expect(await featuresOf(...mixed)).toEqual(alone);
      }),
      { numRuns: 25 },
    );
  });

  it("at once or one by one ends in the same values", async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (all) => {
        const oneByOne = await start();
        await tell(oneByOne, fixtureEntry, ...all);
        const atOnce = await start();
        for (const one of [fixtureEntry, ...all]) append(atOnce, one);
        await atOnce.settle();
        expect(bytesOf(lastOf(atOnce))).toBe(bytesOf(lastOf(oneByOne)));
      }),
      { numRuns: 40 },
    );
  });

  it("after kick-off by the provider's clock, or once play has begun, changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(statements, statements, async (before, after) => {
        const late = after.map(
          ({ schema, value }) =>
            ({
              schema,
              value: { ...value, providerTime: fixture.kickOff + 1 + (value.providerTime % 1_000) },
            }) as Statement,
        );
        const driver = await start();
        await tell(driver, fixtureEntry, ...before);
        const known = preMatchIn(driver).length;
        await tell(driver, ...late);
        expect(preMatchIn(driver)).toHaveLength(known);
        await tell(driver, ...entries.slice(1, 6));
        const atKickOff = preMatchIn(driver).length;
        await tell(driver, ...after);
        expect(preMatchIn(driver)).toHaveLength(atKickOff);
      }),
      { numRuns: 30 },
    );
  });
});

describe("a crash between statements", () => {
  const all = [
    fixtureEntry,
    player(said(zaha, "OUT", 1, 48)),
    weather(forecast(12, 40)),
    news(story("one", "Striker injured", 30)),
    prices("a", 28, [2, 3.4, 4.2]),
    prices("a", 27.9, [2.005, 3.4, 4.2]),
    player(said(zaha, "AVAILABLE", 2, 20)),
    prices("b", 19, [2.1, 3.3, 4]),
    homeLineUp,
    awayLineUp,
  ];

  it.each(commitSteps)("at %s leaves no trace in what is published or kept", async (step) => {
    const undisturbed = await start();
    await tell(undisturbed, ...all);
    const driver = await start();
    for (const [i, one] of all.entries()) {
      if (i > 0) driver.crashAt(step, 1 + (i % 2));
      await tell(driver, one);
      while (driver.crashed) await driver.restart();
      await driver.settle();
    }
    const bytes = (of: Driver) =>
      of.bytes(matchFeatures.name).map(({ key, value }) => `${key} ${value?.toString("hex")}`);
    expect(bytes(driver)).toEqual(bytes(undisturbed));
    // what was aborted takes places in the topics between the tasks: positions there may differ
    const kept = (of: Driver) => of.snapshot().map(({ positions: _, ...rest }) => rest);
    expect(kept(driver)).toEqual(kept(undisturbed));
  });
});

import { compareEntries, type MatchEntry } from "@touchline/football";
import { History, linedUpRecord, manifestHash, playedOf, vectorOf } from "@touchline/prematch";
import { type Features, fixedSerdes, type MatchEvent, type PreMatch, type Result } from "@touchline/schemas";
import { commitSteps, testDriver } from "@touchline/streams/testing";
import { matchEvents, matchFeatures, matchLineUps, matchResults } from "@touchline/topics";
import { describe, expect, it } from "vitest";
import { realMatch, revised, TestHistory } from "./real-match.fixture.ts";
import { featuresTopology, type Outcome } from "./topology.ts";

/** Crystal Palace v West Bromwich Albion, 2-0, 13 May 2018. */
const { matchId: id, fixture, entries } = realMatch("2500090");
const [fixtureEntry, ...rest] = entries as [MatchEntry, ...MatchEntry[]];
const events = entries.flatMap((entry) => (entry.schema === "MatchEvent" ? [entry] : []));
const eventOf = (type: MatchEvent["type"]) =>
  events.find(({ value }) => value.type === type) as (typeof events)[number];
const goal = eventOf("GOAL");

async function start(history = new TestHistory(), outcomes: Outcome[] = []) {
  const observe = (outcome: Outcome) => outcomes.push(outcome);
  return testDriver(featuresTopology({ history, observe }), { openSerde: fixedSerdes() });
}

type Driver = Awaited<ReturnType<typeof start>>;

/** Says entries of the match, all in one batch. */
async function say(driver: Driver, ...said: readonly MatchEntry[]): Promise<void> {
  for (const entry of said) driver.append(matchEvents, id, entry, { "correlation-id": `test/${entry.value.revision}` });
  await driver.settle();
}

const featuresIn = (driver: Driver): Features[] =>
  driver.records(matchFeatures).flatMap((record) => (record.schema === "Features" ? [record.value] : []));
const preMatchIn = (driver: Driver): PreMatch[] =>
  driver.records(matchFeatures).flatMap((record) => (record.schema === "PreMatch" ? [record.value] : []));
const resultsIn = (driver: Driver): Result[] => driver.records(matchResults).map(({ value }) => value);
const codesIn = (driver: Driver): string[] => driver.deadLetters(matchEvents).map(({ code }) => code);
const lastOf = <T>(values: readonly T[]): T => values.at(-1) as T;

/** A result of the home side, some days before the match. */
const before = (days: number, score: Result["score"]): Result => ({
  provider: "football-data",
  matchId: `${days}/${fixture.home.id}/club:stoke`,
  revision: 1,
  competition: fixture.competition,
  season: fixture.season,
  kickOff: fixture.kickOff - days * 86_400_000,
  home: fixture.home,
  away: { id: "club:stoke", name: "Stoke City" },
  score,
  halfTime: null,
  neutral: false,
  referee: null,
  homeCounts: null,
  awayCounts: null,
  goalTimes: null,
  closing: null,
});

/** A driver that has been told the whole match. */
async function played(...said: readonly MatchEntry[]): Promise<Driver> {
  const driver = await start();
  await say(driver, ...(said.length > 0 ? said : entries));
  return driver;
}

describe("a whole real match", () => {
  it("gives one features record an input, numbered from 1, with its cause and the provider's clock", async () => {
    const found = featuresIn(await played());
    expect(found.map(({ revision }) => revision)).toEqual(entries.map((_, i) => i + 1));
    expect(found.map(({ asOf }) => asOf)).toEqual(entries.map(({ value }) => value.providerTime));
    expect(found.slice(0, 3).map(({ cause }) => `${cause.record} ${cause.id}`)).toEqual([
      "FIXTURE fixture",
      "LINE_UP line-up:HOME",
      "LINE_UP line-up:AWAY",
    ]);
    const atGoal = found.find(({ cause }) => cause.id === goal.value.eventId);
    expect(atGoal).toMatchObject({
      phase: "LIVE",
      period: 2,
      second: 1444,
      home: { goals: 1, lineUpKnown: true },
      away: { goals: 0 },
      cause: { record: "EVENT", type: "GOAL", side: "HOME", player: "W. Zaha", period: 2, second: 1444, revision: 1 },
    });
  });

  it("ends with the file's score, cards and substitutions, and publishes its result once", async () => {
    const driver = await played();
    expect(lastOf(featuresIn(driver))).toMatchObject({
      phase: "FINISHED",
      period: 2,
      suspended: false,
      home: { goals: 2, men: 11, redCards: 0, substitutions: 3 },
      away: { goals: 0, men: 11, redCards: 0, substitutions: 3 },
      halfTime: { home: 0, away: 0 },
      fullTime: { home: 2, away: 0 },
      shootOut: null,
    });
    expect(resultsIn(driver)).toEqual([
      {
        provider: "wyscout",
        matchId: `2018-05-13/${fixture.home.id}/${fixture.away.id}`,
        revision: 1,
        competition: "ENG-Premier League",
        season: "2017/18",
        kickOff: fixture.kickOff,
        home: fixture.home,
        away: fixture.away,
        score: { home: 2, away: 0 },
        halfTime: { home: 0, away: 0 },
        neutral: false,
        referee: null,
        homeCounts: { shots: 11, shotsOnTarget: 5, corners: null, fouls: null, yellowCards: 2, redCards: 0 },
        awayCounts: { shots: 6, shotsOnTarget: 1, corners: null, fouls: null, yellowCards: 3, redCards: 0 },
        closing: null,
        goalTimes: [
          { side: "HOME", minute: 70 },
          { side: "HOME", minute: 78 },
        ],
      },
    ]);
    expect(codesIn(driver)).toEqual([]);
  });

  it("publishes who played, once it is over, and a correction of it in the next revision", async () => {
    const driver = await played();
    const lineUpsIn = () => driver.records(matchLineUps).map(({ value }) => value);
    expect(lineUpsIn()).toEqual([linedUpRecord(entries)]);
    const substitution = eventOf("SUBSTITUTION");
    await say(driver, revised(substitution, { second: substitution.value.second + 120 }));
    await say(driver, revised(goal, { player: null }));
    expect(lineUpsIn().map(({ revision }) => revision)).toEqual([1, 2, 3]);
    const late = revised(eventOf("YELLOW"), { second: 1_000 });
    await say(driver, late);
    expect(lineUpsIn()).toHaveLength(3);
    await say(driver, { schema: "Fixture", value: { ...fixture, revision: 2, status: "CANCELLED" } });
    expect(driver.everything(matchLineUps).at(-1)).toMatchObject({ key: id, value: null });
    await say(driver, { schema: "Fixture", value: { ...fixture, revision: 3 } });
    expect(lastOf(lineUpsIn())).toMatchObject({ matchId: id, revision: 1 });
  });

  it("takes the headers of each input along", async () => {
    const headers = (await played()).records(matchFeatures).map((record) => record.headers["correlation-id"]);
    expect(new Set(headers)).toEqual(new Set(["test/1"]));
  });

  it("ends in the same bytes where all came shuffled, a tenth of it twice, and with a goal that VAR took back", async () => {
    const falseGoal: MatchEntry = {
      schema: "MatchEvent",
      value: { ...goal.value, eventId: "false-goal", side: "AWAY", second: 2_000, status: "TENTATIVE" },
    };
    const decision: MatchEntry = {
      schema: "MatchEvent",
      value: {
        ...falseGoal.value,
        eventId: "var",
        type: "VAR_DECISION",
        second: 2_060,
        status: "CONFIRMED",
        subject: "false-goal",
      },
    };
    const said = [...entries, falseGoal, decision].sort(compareEntries);
    const withTheRest = [
      ...said,
      revised(falseGoal, { status: "CONFIRMED" }),
      revised(revised(falseGoal), { status: "CANCELLED" }),
    ];
    const ordered = await played(...withTheRest);
    const jumbled = [...withTheRest, ...withTheRest.filter((_, i) => i % 10 === 0)];
    for (const [i, step] of [11, 31, 101].entries()) {
      // a step that is prime to the length visits each place once
      const arrival = jumbled.map((_, at) => jumbled[(at * step + i) % jumbled.length] as MatchEntry);
      expect(new Set(arrival).size).toBe(withTheRest.length);
      const driver = await played(...arrival);
      expect(JSON.stringify(driver.store("match"))).toBe(JSON.stringify(ordered.store("match")));
      expect(JSON.stringify(driver.store("form"))).toBe(JSON.stringify(ordered.store("form")));
      const ends = [driver, ordered].map((each) => {
        const { revision: _, cause: __, asOf: ___, ...known } = lastOf(featuresIn(each));
        return JSON.stringify(known);
      });
      expect(ends[0]).toBe(ends[1]);
      expect(lastOf(resultsIn(driver)).score).toEqual({ home: 2, away: 0 });
      expect(codesIn(driver)).toEqual([]);
    }
  });
});

describe("an input", () => {
  it("that comes again, or late in a lower revision, changes nothing", async () => {
    const driver = await played(...entries.slice(0, 30), revised(entries[10] as MatchEntry));
    const before = driver.snapshot().map(({ stores }) => stores);
    await say(driver, ...entries.slice(0, 30));
    expect(featuresIn(driver)).toHaveLength(31);
    expect(driver.snapshot().map(({ stores }) => stores)).toEqual(before);
    expect(codesIn(driver)).toEqual([]);
  });

  it("of the same revision with other content becomes a dead letter, and the first stays", async () => {
    const driver = await played();
    await say(driver, { schema: "MatchEvent", value: { ...goal.value, side: "AWAY" } });
    expect(codesIn(driver)).toEqual(["REVISION_CONFLICT"]);
    expect(featuresIn(driver)).toHaveLength(entries.length);
    expect(driver.deadLetters(matchEvents)[0]?.message).toContain(goal.value.eventId);
  });

  it("that is keyed by another match becomes a dead letter", async () => {
    const driver = await start();
    await driver.pipe(matchEvents, "wyscout:1", fixtureEntry);
    expect(codesIn(driver)).toEqual(["KEY_MISMATCH"]);
    expect(driver.store("match")).toEqual({});
  });

  it.each<[string, Partial<MatchEvent>, string]>([
    ["in a ninth period", { period: 9 }, "CLOCK_OUT_OF_RANGE"],
    ["at a second of no period", { second: 1e9 }, "CLOCK_OUT_OF_RANGE"],
    ["with -3 expected goals", { expectedGoals: -3 }, "BAD_EXPECTED_GOALS"],
    ["with -50 seconds of stoppage", { stoppage: -50 }, "BAD_STOPPAGE"],
    ["of revision -4", { revision: -4 }, "REVISION_INVALID"],
  ])("%s is refused as itself, and the match goes on as if it had never been", async (_, change, code) => {
    const undisturbed = await played();
    const poison: MatchEntry = { schema: "MatchEvent", value: { ...goal.value, eventId: "poison", ...change } };
    const driver = await played(...entries.slice(0, 30), poison, ...entries.slice(30));
    expect(codesIn(driver)).toEqual([code]);
    expect(driver.deadLetters(matchEvents)[0]?.offset).toBe(30);
    expect(featuresIn(driver)).toEqual(featuresIn(undisturbed));
  });

  it("that names an impossible fixture or team is refused, whoever wrote it", async () => {
    const [home] = rest.flatMap((entry) => (entry.schema === "LineUp" ? [entry.value] : []));
    const ofTen = { ...home, revision: 2, starting: home?.starting.slice(1) } as typeof home & object;
    const alone = { ...fixture, revision: 2, away: fixture.home };
    const driver = await played(...entries.slice(0, 30));
    await say(driver, { schema: "LineUp", value: ofTen }, { schema: "Fixture", value: alone });
    expect(codesIn(driver)).toEqual(["IMPOSSIBLE_LINE_UP", "IMPOSSIBLE_FIXTURE"]);
    expect(featuresIn(driver)).toHaveLength(30);
  });

  it("that is tentative suspends the match until it is confirmed", async () => {
    const driver = await played(...entries.slice(0, 20));
    const before = lastOf(featuresIn(driver));
    const doubtful = { ...goal, value: { ...goal.value, status: "TENTATIVE" as const } };
    await say(driver, doubtful);
    expect(lastOf(featuresIn(driver))).toMatchObject({ suspended: true, home: before.home, second: before.second });
    await say(driver, revised(doubtful, { status: "CONFIRMED" }));
    expect(lastOf(featuresIn(driver))).toMatchObject({ suspended: true, home: { goals: 1 } });
    const tick = { ...goal.value, eventId: "tick", type: "CLOCK" as const, second: goal.value.second + 30, side: null };
    await say(driver, { schema: "MatchEvent", value: tick });
    expect(lastOf(featuresIn(driver))).toMatchObject({ suspended: false, home: { goals: 1 } });
  });

  it("that comes late is counted in its place, with the clock where it was", async () => {
    const late = eventOf("YELLOW");
    const upTo = entries.slice(0, 110).filter((entry) => entry !== late);
    const driver = await played(...upTo);
    const before = lastOf(featuresIn(driver));
    await say(driver, late);
    expect(lastOf(featuresIn(driver))).toMatchObject({
      revision: before.revision + 1,
      period: before.period,
      second: before.second,
      away: { yellowCards: before.away.yellowCards + 1 },
      asOf: late.value.providerTime,
      cause: { id: late.value.eventId },
    });
    const inOrder = await played(...entries.slice(0, 110));
    expect(JSON.stringify(driver.store("match"))).toBe(JSON.stringify(inOrder.store("match")));
  });

  it("that comes before its fixture is kept and counts once the fixture is there", async () => {
    const outcomes: Outcome[] = [];
    const driver = await start(new TestHistory(), outcomes);
    await say(driver, ...rest);
    expect(featuresIn(driver)).toEqual([]);
    expect(outcomes.every(({ verdict, features }) => verdict === "new" && features === null)).toBe(true);
    await say(driver, fixtureEntry);
    const [only, ...more] = featuresIn(driver);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ revision: 1, phase: "FINISHED", home: { goals: 2 }, cause: { record: "FIXTURE" } });
    expect(resultsIn(driver)).toHaveLength(1);
  });
});

describe("the result of a match", () => {
  it("is published again, one revision higher, when a correction moves the score", async () => {
    const driver = await played();
    await say(driver, revised(goal, { status: "CANCELLED" }), revised(eventOf("SHOT")));
    expect(resultsIn(driver).map(({ revision, score }) => `${revision}: ${score.home}-${score.away}`)).toEqual([
      "1: 2-0",
      "2: 1-0",
    ]);
  });

  it.each([
    ["2057958", "2018-06-25/nation:russia/nation:uruguay"],
    ["1694440", "2016-07-10/nation:france/nation:portugal"],
    ["1694439", "2016-07-07/nation:france/nation:germany"],
    ["1694394", "2016-06-19/nation:france/nation:switzerland"],
  ])("%s of a host that is listed as away has the identity that history knows it by", async (number, identity) => {
    const match = realMatch(number);
    const driver = await start();
    for (const entry of match.entries) driver.append(matchEvents, match.matchId, entry);
    await driver.settle();
    const { home, away } = match.fixture;
    expect(resultsIn(driver)).toMatchObject([{ matchId: identity, home, away, score: match.final }]);
  });

  it("is not published of a match that is called off", async () => {
    const calledOff: MatchEntry = { schema: "Fixture", value: { ...fixture, revision: 2, status: "ABANDONED" } };
    const driver = await played(calledOff, ...rest);
    expect(lastOf(featuresIn(driver)).phase).toBe("CALLED_OFF");
    expect(resultsIn(driver)).toEqual([]);
  });

  it("is taken back where the match is moved to another day afterwards, and where it is called off", async () => {
    const driver = await played();
    const later = fixture.kickOff + 86_400_000;
    const moved = { ...fixture, kickOff: later };
    await say(driver, { schema: "Fixture", value: { ...moved, revision: 2 } });
    const keyOn = (day: string) => `${day}/${fixture.home.id}/${fixture.away.id}|wyscout`;
    const standing = () => {
      const results = new Map(driver.everything(matchResults).map(({ key, value }) => [key, value]));
      return [...results].flatMap(([key, value]) => (value === null ? [] : [key]));
    };
    expect(standing()).toEqual([keyOn("2018-05-14")]);
    await say(driver, revised(goal));
    expect(standing()).toEqual([keyOn("2018-05-14")]);
    await say(driver, { schema: "Fixture", value: { ...moved, revision: 3, status: "CANCELLED" } });
    expect(standing()).toEqual([]);
    await say(driver, { schema: "Fixture", value: { ...moved, revision: 4 } });
    expect(standing()).toEqual([keyOn("2018-05-14")]);
  });
});

describe("the form of both sides", () => {
  const pointsIn = ({ homeForm }: Features) => homeForm.windows[0]?.points;

  const isStart = ({ schema, value }: MatchEntry) => schema === "MatchEvent" && value.type === "PERIOD_START";
  it.each<[string, readonly MatchEntry[]]>([
    ["a team is told", entries.slice(1)],
    ["play begins, where no team is told", entries.slice(entries.findIndex(isStart))],
  ])("is read again once %s, and then stays: a fixture may come weeks ahead", async (_, [first, ...others]) => {
    const history = new TestHistory();
    history.complete = false;
    const driver = await start(history);
    await say(driver, fixtureEntry);
    history.put(before(8, { home: 2, away: 1 }));
    history.complete = true;
    await say(driver, { schema: "Fixture", value: { ...fixture, revision: 2, round: 37 } }, first as MatchEntry);
    history.put(before(15, { home: 1, away: 0 }));
    await driver.restart();
    await say(driver, ...others.slice(0, 4));
    expect(featuresIn(driver).map(pointsIn)).toEqual([0, 0, 3, 3, 3, 3, 3]);
    expect(featuresIn(driver).map(({ formComplete }) => formComplete)).toEqual([false, false, ...Array(5).fill(true)]);
  });

  it("is not yet read for good with a team that is only expected", async () => {
    const history = new TestHistory();
    const driver = await start(history);
    const [team] = rest as [MatchEntry & { schema: "LineUp" }];
    const expected: MatchEntry = { schema: "LineUp", value: { ...team.value, announced: false } };
    await say(driver, fixtureEntry, expected);
    history.put(before(8, { home: 2, away: 1 }));
    await say(driver, { ...team, value: { ...team.value, revision: 2 } });
    expect(featuresIn(driver).map(pointsIn)).toEqual([0, 0, 3]);
    // it moves the vector already, which must not be read from half of history
    expect(history.waits).toEqual([fixture.providerTime, team.value.providerTime, team.value.providerTime]);
  });

  it("waits for history with the fixture, the teams and the first whistle, and with nothing else", async () => {
    const history = new TestHistory();
    await say(await start(history), ...entries);
    const asked = entries.filter(
      (entry) => entry.schema !== "MatchEvent" || (isStart(entry) && entry.value.period === 1),
    );
    expect(asked).toHaveLength(4);
    expect(history.waits).toEqual(asked.map(({ value }) => value.providerTime));
  });

  it("is read with the match at hand and stays, whatever is learnt of history later", async () => {
    const history = new TestHistory();
    history.put(before(8, { home: 2, away: 1 }));
    const driver = await start(history);
    await say(driver, ...entries.slice(0, 3));
    history.put(before(15, { home: 1, away: 0 }));
    history.complete = false;
    await say(driver, ...entries.slice(3, 6));
    await driver.restart();
    await say(driver, ...entries.slice(6, 9));
    const found = featuresIn(driver);
    expect(found.map(pointsIn)).toEqual(Array(9).fill(3));
    expect(found.every(({ formComplete }) => formComplete)).toBe(true);
  });

  it("is read again where the fixture comes to name another kick-off", async () => {
    const history = new TestHistory();
    const driver = await start(history);
    await say(driver, fixtureEntry);
    history.put(before(-10, { home: 2, away: 1 }));
    const moved = { ...fixture, revision: 2, kickOff: fixture.kickOff + 20 * 86_400_000 };
    await say(driver, { schema: "Fixture", value: moved });
    expect(featuresIn(driver).map(pointsIn)).toEqual([0, 3]);
  });

  it("says so where history had not reached the kick-off", async () => {
    const history = new TestHistory();
    history.complete = false;
    const driver = await start(history);
    await say(driver, fixtureEntry);
    expect(featuresIn(driver)).toMatchObject([{ formComplete: false, homeForm: { lastPlayed: null } }]);
  });
});

describe("what is known before kick-off", () => {
  it("is told once with the fixture and once with the match at hand, each before the features that go with it", async () => {
    const history = new TestHistory();
    history.put(before(8, { home: 2, away: 1 }));
    const driver = await start(history);
    await say(driver, ...entries);
    const told = preMatchIn(driver);
    expect(told.map(({ revision, complete, kickOff }) => [revision, complete, kickOff])).toEqual([
      [1, true, fixture.kickOff],
      [2, true, fixture.kickOff],
    ]);
    expect(
      driver
        .records(matchFeatures)
        .map(({ schema }) => schema)
        .slice(0, 4),
    ).toEqual(["PreMatch", "Features", "PreMatch", "Features"]);
    expect(told.every(({ manifest }) => manifest === manifestHash)).toBe(true);
  });

  it("equals what the same history gives offline, bit for bit", async () => {
    const history = new TestHistory();
    history.put(before(8, { home: 2, away: 1 }));
    history.put(before(15, { home: 0, away: 3 }));
    const driver = await start(history);
    await say(driver, fixtureEntry);
    const offline = new History();
    for (const days of [15, 8])
      offline.put(playedOf(before(days, days === 8 ? { home: 2, away: 1 } : { home: 0, away: 3 })));
    offline.settle();
    const { competition, season, kickOff, neutral, home, away } = fixture;
    const vector = vectorOf(offline, {
      competition,
      season,
      kickOff,
      neutral,
      home: home.id,
      away: away.id,
      referee: null,
    });
    expect(preMatchIn(driver)[0]?.values).toEqual([...vector]);
  });
});

describe("a crash in the middle of a match", () => {
  const bytesOf = (driver: Driver, topic: string) =>
    driver.bytes(topic).map(({ key, value }) => `${key} ${value?.toString("hex")}`);

  it.each(commitSteps)("at %s leaves no trace in features, results or state", async (step) => {
    const undisturbed = await played();
    const driver = await start();
    for (const [i, entry] of entries.entries()) {
      if (i === 40 || i === 90) driver.crashAt(step, 1 + (i % 3));
      await say(driver, entry);
      if (driver.crashed) await driver.restart();
    }
    for (const { name } of [matchFeatures, matchResults]) {
      expect(bytesOf(driver, name)).toEqual(bytesOf(undisturbed, name));
    }
    expect(driver.snapshot()).toEqual(undisturbed.snapshot());
  });
});

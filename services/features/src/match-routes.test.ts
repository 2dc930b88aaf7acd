import { compareEntries, foldMatch, type MatchEntry, matchAtStart } from "@touchline/football";
import { groups, manifestHash } from "@touchline/prematch";
import { fixedSerdes, type Result } from "@touchline/schemas";
import { testDriver } from "@touchline/streams/testing";
import { matchEvents, matchFeatures } from "@touchline/topics";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import type { Lineage } from "./lineage.ts";
import { matchRoutes } from "./match-routes.ts";
import { realMatch, revised, TestHistory } from "./real-match.fixture.ts";
import { featuresTopology } from "./topology.ts";

/** Crystal Palace v West Bromwich Albion, 2-0, 13 May 2018. */
const { matchId: id, fixture, entries } = realMatch("2500090");
const { kickOff } = fixture;
const dayMs = 86_400_000;
const goal = entries.find(({ schema, value }) => schema === "MatchEvent" && value.type === "GOAL") as MatchEntry;
const names = groups.flatMap(({ features }) => features.map(({ name }) => name));

/** The features service's fold with these entries said in one batch each, and its routes. */
async function served(...said: readonly MatchEntry[]) {
  const history = new TestHistory();
  const driver = await testDriver(featuresTopology({ history }), { openSerde: fixedSerdes() });
  const say = async (...more: readonly MatchEntry[]) => {
    for (const entry of more) driver.append(matchEvents, id, entry);
    await driver.settle();
  };
  await say(...said);
  const http = Fastify();
  matchRoutes(http, { reader: () => driver.app.stores, history, now: () => kickOff + dayMs });
  const get = async (path: string) => {
    const answer = await http.inject(`/v1/${path}`);
    return { status: answer.statusCode, body: answer.json() };
  };
  const asOf = async (at: number | string) => (await get(`features/${id}?asOf=${at}`)).body;
  return { history, driver, say, get, asOf };
}

/** The state that answers show, folded from entries. */
function shown(said: readonly MatchEntry[]) {
  const { fixture: _, ...state } = [...said].sort(compareEntries).reduce(foldMatch, matchAtStart);
  return JSON.parse(JSON.stringify({ ...state, home: state.home.counts, away: state.away.counts }));
}

const won = (days: number): Result => ({
  ...{ provider: "football-data", matchId: `${days}`, revision: 1, season: fixture.season, neutral: false },
  ...{ competition: fixture.competition, kickOff: Math.floor((kickOff - days * dayMs) / dayMs) * dayMs + dayMs / 2 },
  ...{ home: fixture.home, away: { id: "club:stoke", name: "Stoke City" }, score: { home: 3, away: 0 } },
  ...{ halfTime: null, referee: null, homeCounts: null, awayCounts: null, goalTimes: null, closing: null },
});

describe("what was known of a match at a past moment", () => {
  it("is at every moment the fold of what the provider had said by then, and the fixture", async () => {
    const { asOf } = await served(...entries);
    const moments = [...new Set(entries.map(({ value }) => value.providerTime))];
    expect(moments.length).toBeGreaterThan(100);
    for (const at of moments) {
      const answer = await asOf(at);
      expect(answer.state).toEqual(shown(entries.filter(({ value }) => value.providerTime <= at)));
      expect(answer).toMatchObject({ asOf: at, fixture: { kickOff, home: fixture.home }, manifest: manifestHash });
    }
  });

  it("is as of now where nobody says when, and takes ISO times too", async () => {
    const { get, asOf } = await served(...entries);
    const { status, body } = await get(`features/${id}`);
    expect([status, body.asOf, body.state.phase, body.state.home.goals]).toEqual([200, kickOff + dayMs, "FINISHED", 2]);
    expect(await asOf(new Date(kickOff + dayMs).toISOString())).toEqual(body);
  });

  it("has the goal that was taken back later, until it was taken back", async () => {
    const { say, asOf } = await served(...entries);
    const goals = async (at: number) => (await asOf(at)).state.home.goals;
    const { providerTime } = goal.value;
    await say(revised(goal, { status: "CANCELLED", providerTime: providerTime + 90_000 }));
    expect(await goals(providerTime - 1)).toBe(0);
    expect([await goals(providerTime), await goals(providerTime + 89_999)]).toEqual([1, 1]);
    expect(await goals(providerTime + 90_000)).toBe(0);
  });

  it("has the fixture as it was told then, with the features of that kick-off", async () => {
    const { say, asOf, history } = await served(...entries.slice(0, 3));
    history.put(won(5));
    const at = fixture.providerTime + 3_600_000;
    const moved = { ...fixture, revision: 2, kickOff: kickOff + 9 * dayMs, providerTime: at };
    await say({ schema: "Fixture", value: moved });
    const [before, after] = [await asOf(at - 1), await asOf(at)];
    expect([before.fixture.kickOff, after.fixture.kickOff]).toEqual([kickOff, kickOff + 9 * dayMs]);
    expect(before.features["home.schedule.restDays"]).toBe(5);
    expect(after.features["home.schedule.restDays"]).toBe(14);
  });
});

describe("features as of a moment", () => {
  it("are those that were published once the moment is the kick-off or later, bit for bit", async () => {
    const { history, say, asOf, driver } = await served();
    history.put(won(8));
    await say(...entries);
    history.put(won(0));
    const told = driver.records(matchFeatures).flatMap((each) => (each.schema === "PreMatch" ? [each.value] : []));
    for (const at of [kickOff, kickOff + 3_600_000, kickOff + 50 * dayMs]) {
      const { features, featuresAsOf, complete } = await asOf(at);
      expect([featuresAsOf, complete, Object.keys(features)]).toEqual([kickOff, true, names]);
      expect(Object.values(features)).toEqual(told.at(-1)?.values);
    }
  });

  it("see a result from 24 hours after the noon of its day on, and not before", async () => {
    const early: MatchEntry = { schema: "Fixture", value: { ...fixture, providerTime: kickOff - 30 * dayMs } };
    const { history, asOf } = await served(early);
    history.put(won(20));
    const counts = won(20).kickOff + dayMs;
    const matches = async (at: number) => (await asOf(at)).features["home.form.all5.matches"];
    expect([await matches(counts - 1), await matches(counts)]).toEqual([0, 1]);
  });
});

describe("the lineage of features", () => {
  it("lists the places of what they were folded from: folded again, these give the same bytes, revision by revision", async () => {
    const { driver, get, say } = await served(...entries.slice(1, 3), ...entries.slice(0, 1), ...entries.slice(3));
    await say(goal, revised(goal, { status: "CANCELLED" }));
    const stood = driver.bytes(matchEvents.name);
    const values = (from: typeof driver) =>
      from.bytes(matchFeatures.name).flatMap(({ value }) => (value === null ? [] : [value.toString("hex")]));
    const revisions = driver.records(matchFeatures).filter(({ schema }) => schema === "Features").length;
    for (const revision of [1, 2, 60, revisions]) {
      const { body } = await get(`lineage/${id}?revision=${revision}`);
      const { inputs, form, preMatch } = body as Lineage;
      expect(form).toMatchObject({ complete: true, readTo: { "match.results": [0] } });
      expect(preMatch).toMatchObject({ manifest: manifestHash, complete: true, readTo: { "match.results": [0] } });
      const again = await testDriver(featuresTopology({ history: new TestHistory() }), { openSerde: fixedSerdes() });
      for (const { topic, partition, offset } of inputs) {
        const record = stood.find((each) => each.partition === partition && each.offset === BigInt(offset));
        expect(topic).toBe(matchEvents.name);
        again.log.append([{ topic, partition, key: record?.key ?? null, value: record?.value ?? null }]);
      }
      await again.settle();
      const folded = values(again);
      expect(folded).toEqual(values(driver).slice(0, folded.length));
      expect(again.records(matchFeatures).at(-1)?.value).toMatchObject({ matchId: id, revision });
    }
  });

  it("says which statement a later version has replaced, from the revision on that has the later one", async () => {
    const { get, say } = await served(...entries);
    await say(revised(goal, { status: "CANCELLED" }), goal);
    const versions = async (revision: string) =>
      ((await get(`lineage/${id}${revision}`)).body as Lineage).inputs
        .filter((input) => input.id === `event:wyscout/${(goal.value as { eventId: string }).eventId}`)
        .map(({ version, superseded }) => [version, superseded]);
    expect(await versions(`?revision=${entries.length}`)).toEqual([[1, false]]);
    expect(await versions("")).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it("tells the reading of history that the form comes from, and that of the vector, which line-ups have read anew", async () => {
    const { history, say, get } = await served(entries[0] as MatchEntry);
    history.put(won(8));
    await say(entries[1] as MatchEntry);
    history.put(won(15));
    await say(...entries.slice(2));
    const read = async (revision: number) => {
      const { form, preMatch } = (await get(`lineage/${id}?revision=${revision}`)).body as Lineage;
      return [form, preMatch].map((reading) => [reading?.revision, reading?.readTo["match.results"]]);
    };
    const [first, atHand, later] = [
      [1, [0]],
      [2, [1]],
      [3, [2]],
    ];
    expect(await read(1)).toEqual([first, first]);
    expect(await read(2)).toEqual([atHand, atHand]);
    expect([await read(3), await read(50)]).toEqual([
      [atHand, later],
      [atHand, later],
    ]);
  });
});

it.each([
  ["features/wyscout:1", 404, "KEY_UNKNOWN", "wyscout:1"],
  ["lineage/wyscout:1", 404, "KEY_UNKNOWN", "wyscout:1"],
  [`features/${id}?asOf=2018-05-01`, 404, "NOT_KNOWN_YET", "2018-05-01"],
  [`features/${id}?asOf=lunchtime`, 400, "QUERY_INVALID", "asOf"],
  [`features/${id}?asOf=9e99`, 400, "QUERY_INVALID", "asOf"],
  [`lineage/${id}?revision=999`, 404, "REVISION_UNKNOWN", "999"],
  [`lineage/${id}?revision=0`, 400, "QUERY_INVALID", "revision"],
])("%s is refused with %i %s", async (path, status, code, message) => {
  const { get } = await served(...entries);
  expect(await get(path)).toMatchObject({ status, body: { code, message: expect.stringContaining(message) } });
});

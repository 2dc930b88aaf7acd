import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type PredictionAnswer, predict } from "@touchline/client";
import { resultKeyOf } from "@touchline/football";
import { ensembleNone } from "@touchline/models";
import { History, playedOf, vectorOf } from "@touchline/prematch";
import type { Result } from "@touchline/schemas";
import { matchResults } from "@touchline/topics";
import { afterAll, beforeAll, expect, test } from "vitest";
import { System } from "./system.ts";

const dayMs = 86_400_000;
const noon = (date: string) => Date.parse(`${date}T12:00:00Z`);
const teams = ["Arsenal", "Chelsea", "Leeds", "Stoke"].map((name) => ({ id: `club:${name.toLowerCase()}`, name }));
const asked = { home: "Arsenal", away: "Chelsea", date: "2017-12-02" };

let system: System;
/** Everything that was told, folded here. */
const history = new History();
let told = 0;

beforeAll(async () => {
  system = await System.start([]);
  const { address } = await system.startService("features", { STORES_HTTP: "true" });
  await system.startService("edge", { FEATURES_URLS: address });
});

afterAll(() => system?.stop());

/** Tells a result, and waits until the features service has read it. */
async function tell(day: number, home: number, away: number, goals: number): Promise<void> {
  const kickOff = noon("2017-08-05") + day * dayMs;
  const [first, second] = [teams[home], teams[away]] as [Result["home"], Result["home"]];
  const matchId = `${new Date(kickOff).toISOString().slice(0, 10)}/${first.id}/${second.id}`;
  const result: Result = {
    ...{ provider: "p", matchId, revision: ++told, season: day < 365 ? "2017/18" : "2018/19", neutral: false },
    ...{ competition: "ENG-Premier League", kickOff, home: first, away: second, score: { home: goals, away: 1 } },
    ...{ halfTime: null, referee: null, homeCounts: null, awayCounts: null, goalTimes: null, closing: null },
  };
  const [serde, producer] = await Promise.all([system.openSerde(matchResults), system.client.producer()]);
  const key = Buffer.from(resultKeyOf(result));
  const partition = system.client.partitionFor(key, matchResults.partitions);
  const value = serde.encode({ schema: "Result", value: result });
  await producer.send([{ topic: matchResults.name, partition, key, value }]);
  await producer.close();
  history.put(playedOf(result));
  while ((await sumOf("features", "touchline_features_history_position")) < told) await sleep(5);
}

async function sumOf(service: string, metric: string): Promise<number> {
  const text = await (await fetch(`${system.service(service).address}/metrics`)).text();
  const lines = text.split("\n").filter((line) => line.startsWith(metric));
  return lines.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}

async function ask(request: object): Promise<PredictionAnswer> {
  const answers = await predict(system.service("edge").address, request as typeof asked);
  return answers.predictions[0] as PredictionAnswer;
}

/** What is expected of the match by all that was told so far, made here. */
function expected() {
  history.settle();
  const fixture = { competition: "ENG-Premier League", season: "2017/18", neutral: false, referee: null };
  const sides = { home: "club:arsenal", away: "club:chelsea", kickOff: noon(asked.date) };
  const vector = vectorOf(history, { ...fixture, ...sides });
  const { home, away } = ensembleNone.beliefBefore(fixture.competition, vector);
  const round = (goals: number) => Math.round(goals * 1e5) / 1e5;
  return {
    vector: createHash("sha256").update(Buffer.from(vector.buffer)).digest("hex"),
    goals: { home: round(home), away: round(away) },
  };
}

const made = ({ prediction }: PredictionAnswer) => ({
  vector: prediction?.lineage.vector?.hash,
  goals: prediction?.remainingGoals,
});

test("no answer is older than the last result that was read, and what still stands is not made again", async () => {
  const counts = (outcome: string) => sumOf("edge", `touchline_edge_requested_predictions_total{outcome="${outcome}"`);
  for (let day = 0; day < 12; day++) await tell(day * 3, day % 4, (day + 1) % 4, day % 3);
  expect(made(await ask(asked))).toEqual(expected());
  for (let round = 1; round <= 5; round++) {
    await tell(40 + round, round % 4, (round + 1) % 4, 3);
    expect(made(await ask(asked))).toEqual(expected());
    expect(made(await ask(asked))).toEqual(expected());
  }
  expect([await counts("miss"), await counts("stale"), await counts("hit")]).toEqual([1, 5, 5]);
  // a correction of one that is known, one of the day itself, and one of later
  await tell(3, 1, 2, 5);
  expect(made(await ask(asked))).toEqual(expected());
  for (const day of [119, 130]) await tell(day, 0, 2, 4);
  expect(made(await ask(asked))).toEqual(expected());
  expect([await counts("miss"), await counts("stale"), await counts("hit")]).toEqual([1, 6, 6]);
});

test("who asks for a team that there is not is told of those that there are", async () => {
  expect(await ask({ ...asked, home: "Chelsee" })).toMatchObject({
    prediction: null,
    error: { code: "TEAM_UNKNOWN", candidates: ["club:chelsea"] },
  });
});

async function get(path: string) {
  const answer = await fetch(`${system.service("edge").address}/v1/${path}`);
  // biome-ignore lint/suspicious/noExplicitAny: whatever the edge answers
  return { status: answer.status, body: (await answer.json()) as any };
}

test("a team is found, with its strengths over time and its last matches", async () => {
  const { teams: found } = (await get("teams?name=chel")).body;
  expect(found.map(({ id }: { id: string }) => id)).toEqual(["club:chelsea"]);
  const { body } = await get("teams/chelsea?from=2017-08-01&every=month");
  expect(body.team).toEqual({ id: "club:chelsea", name: "Chelsea" });
  expect(body.strengths.length).toBeGreaterThan(1);
  expect(body.recent).toHaveLength(Math.min(10, body.matches));
  for (const path of ["teams?limit=3", "teams/chelsea?from=2017-08-01"]) {
    const known = await (await fetch(`${system.service("features").address}/v1/${path}`)).json();
    expect((await get(path)).body).toEqual(known);
  }
  expect(await get("teams/chelsee")).toMatchObject({ status: 404, body: { code: "TEAM_UNKNOWN" } });
});

test("a league's table is played out once it is regular, and anew after a result", async () => {
  const path = "leagues/ENG-Premier%20League/table";
  expect(await get(`${path}?season=2017/18`)).toMatchObject({ status: 400, body: { code: "SEASON_IRREGULAR" } });
  const pairs = [0, 1, 2, 3].flatMap((home) => [0, 1, 2, 3].flatMap((away) => (home === away ? [] : [[home, away]])));
  for (const [i, pair] of pairs.slice(0, 6).entries()) await tell(365 + i, pair[0] as number, pair[1] as number, i);
  const { body } = await get(path);
  expect([body.season, body.left, body.seasons]).toEqual(["2018/19", 6, 10_000]);
  const sum = (of: "title" | "topFour") => body.teams.reduce((all: number, team: typeof body) => all + team[of], 0);
  expect([sum("title"), sum("topFour")]).toEqual([expect.closeTo(1, 9), expect.closeTo(4, 9)]);
  await tell(375, ...(pairs[6] as [number, number]), 2);
  expect((await get(path)).body.left).toBe(5);
});

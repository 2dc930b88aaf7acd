import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseTimeline } from "@touchline/football";
import { ingestStatements } from "@touchline/ingest/ingest-statements";
import { statementLine } from "@touchline/ingest/statements";
import { matchesOf, readTimelineFile } from "@touchline/ingest/timeline-file";
import { placeOf } from "@touchline/prematch";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import type { Availability, Prediction, PreMatch } from "@touchline/schemas";
import { openView } from "@touchline/streams";
import { matchFeatures, matchPredictions } from "@touchline/topics";
import { afterAll, beforeAll, expect, test } from "vitest";
import { System } from "./system.ts";

/** Crystal Palace v West Bromwich Albion, 13 May 2018. */
const [line] = matchesOf(readTimelineFile(shippedFiles.timelines), ["wyscout:2500090"]);
const { fixture } = parseTimeline(line?.text ?? "", readTeams());
const hourMs = 3_600_000;

const preMatches: PreMatch[] = [];
let system: System;
const predictions: Prediction[] = [];
let close: () => Promise<unknown> = async () => {};

beforeAll(async () => {
  system = await System.start(["features", "predictor"]);
  const onFailure = (error: Error) => {
    throw error;
  };
  const { client, openSerde } = system;
  const views = await Promise.all([
    openView(matchFeatures, {
      ...{ client, openSerde, onFailure },
      apply: ({ schema, value }) => schema === "PreMatch" && preMatches.push(value),
    }),
    openView(matchPredictions, {
      ...{ client, openSerde, onFailure },
      apply: ({ value }) => value !== null && predictions.push(value),
    }),
  ]);
  close = () => Promise.all(views.map((view) => view.close()));
});
afterAll(async () => {
  await close();
  await system?.stop();
});

const say = (...lines: readonly string[]) =>
  ingestStatements({
    client: system.client,
    openSerde: system.openSerde,
    files: [{ name: "said.jsonl", text: lines.join("\n") }],
    newTeams: "refuse",
  });

/** What W. Zaha's club says of him, so many hours before kick-off. */
function zaha(state: Availability["state"], hours: number): string {
  return JSON.stringify({
    record: "Availability",
    provider: "wyscout",
    teamId: fixture.home.id,
    player: { id: "8422", name: "W. Zaha" },
    state,
    providerTime: new Date(fixture.kickOff - hours * hourMs).toISOString(),
  });
}

/** What a book offers for home, draw and away, so many hours before kick-off. */
function prices(hours: number, ...offered: readonly number[]): string {
  return JSON.stringify({
    record: "Odds",
    provider: "a-book",
    matchId: fixture.matchId,
    market: "MATCH_RESULT",
    selections: ["home", "draw", "away"].map((name, i) => ({ name, price: offered[i] })),
    providerTime: new Date(fixture.kickOff - hours * hourMs).toISOString(),
  });
}

/** So many vectors were published: the last of them; undefined where it does not come in time. */
async function preMatch(count: number, ms = 30_000): Promise<PreMatch | undefined> {
  const deadline = performance.now() + ms;
  while (preMatches.length < count && performance.now() < deadline) await sleep(20);
  return preMatches[count - 1];
}
/** So many predictions were made: the last of them. */
async function prediction(count: number): Promise<Prediction | undefined> {
  const deadline = performance.now() + 30_000;
  while (predictions.length < count && performance.now() < deadline) await sleep(20);
  return predictions[count - 1];
}
const bytesOf = (found: PreMatch | undefined): string =>
  Buffer.from(Float64Array.from(found?.values ?? []).buffer).toString("hex");
const valueNamed = (found: PreMatch | undefined, name: string) => found?.values[placeOf(name)];

test("an absence changes what is known of a match; taken back, over a crash of the service, it gives the former bytes", async () => {
  const results = system.fileOf("results.csv");
  const statements = system.fileOf("statements.jsonl");
  const [, shipped = ""] = shippedFiles.results;
  await writeFile(results, readDataFile(shipped).toString().split("\n").slice(0, 50).join("\n"));
  await writeFile(statements, statementLine({ schema: "Fixture", value: fixture }));
  await system.startService("ingest", { INGEST_HISTORY: results, INGEST_STATEMENTS: statements, INGEST_MATCHES: "0" });
  const nothing = await preMatch(1);
  expect(nothing).toMatchObject({ matchId: fixture.matchId, revision: 1, complete: true });
  expect(valueNamed(nothing, "home.lineUp.missing")).toBe(1);

  expect(await say(zaha("OUT", 48))).toMatchObject({ accepted: 1 });
  const out = await preMatch(2);
  expect(out).toMatchObject({ matchId: fixture.matchId, revision: 2 });
  expect(valueNamed(out, "home.lineUp.replaced")).toBeGreaterThan(0.05);
  expect(valueNamed(out, "home.lineUp.attack")).toBeLessThan(1);
  // and the match is predicted anew at once, with what was said as the cause
  const [first, anew] = [await prediction(1), await prediction(2)];
  expect(first).toMatchObject({ sequence: 1, cause: { record: "FIXTURE" } });
  expect(anew).toMatchObject({
    ...{ sequence: 2, featuresRevision: 2, asOf: out?.asOf },
    cause: { statement: "AVAILABILITY", side: "HOME", player: "W. Zaha" },
  });
  expect(anew?.change?.home).toBeLessThan(0);
  expect(anew?.changeParts.map(({ of }) => of)).toEqual(["PRE_MATCH"]);

  await system.service("features").kill();
  expect(await say(zaha("OUT", 48), zaha("UNKNOWN", 24))).toMatchObject({ accepted: 1, repeated: 1 });
  await system.startService("features");
  const takenBack = await preMatch(3);
  expect(takenBack?.asOf).toBe(fixture.kickOff - 24 * hourMs);
  expect(bytesOf(takenBack)).toBe(bytesOf(nothing));

  await say(zaha("OUT", -1));
  expect(await preMatch(4, 1_500)).toBeUndefined();
});

test("prices change what is known of a match when they move, and by nothing less", async () => {
  await say(prices(20, 1.6, 4.2, 5.5));
  const first = await preMatch(4);
  expect(first?.asOf).toBe(fixture.kickOff - 20 * hourMs);
  expect(valueNamed(first, "match.odds.home")).toBeCloseTo(0.611, 3);
  await say(prices(19.9, 1.601, 4.2, 5.5), prices(19.8, 1.7, 4, 5));
  const moved = await preMatch(5);
  expect(moved?.asOf).toBe(fixture.kickOff - 19.8 * hourMs);
  expect(valueNamed(moved, "match.odds.home")).toBeLessThan(0.58);
  // closing prices of files stand at the kick-off
  await say(prices(0, 1.4, 4.5, 8));
  expect(await preMatch(6, 1_500)).toBeUndefined();
  // a prediction for each vector, in the same order; prices that moved nothing made none
  expect(predictions.map(({ featuresRevision, cause }) => [featuresRevision, cause.statement])).toEqual([
    [1, null],
    [2, "AVAILABILITY"],
    [3, "AVAILABILITY"],
    [4, "ODDS"],
    [5, "ODDS"],
  ]);
});

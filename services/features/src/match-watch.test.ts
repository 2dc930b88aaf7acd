import { Writable } from "node:stream";
import type { MatchEntry } from "@touchline/football";
import { fixedSerdes } from "@touchline/schemas";
import { testDriver } from "@touchline/streams/testing";
import { matchEvents } from "@touchline/topics";
import { pino } from "pino";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { watchMatches } from "./match-watch.ts";
import { realMatch, TestHistory } from "./real-match.fixture.ts";
import { featuresTopology } from "./topology.ts";

const { matchId, entries } = realMatch("2500090");

/** Metrics and log lines of a service that is told these entries. */
async function watched(said: readonly MatchEntry[]) {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(line, _, done) {
      lines.push(JSON.parse(line));
      done();
    },
  });
  const metrics = new Registry();
  const observe = watchMatches({ log: pino({ level: "info" }, sink), metrics });
  const driver = await testDriver(featuresTopology({ history: new TestHistory(), observe }), {
    openSerde: fixedSerdes(),
  });
  for (const entry of said) driver.append(matchEvents, matchId, entry);
  await driver.settle();
  const metric = async (name: string) =>
    Object.fromEntries(
      (await metrics.getMetricsAsJSON())
        .flatMap((m) => (m.name === name ? m.values : []))
        .map((v) => [v.labels.verdict ?? "", v.value]),
    );
  return { lines, metric };
}

test("a match's goals, cards, periods and line-ups are logged with their correlation ids, the ticks of its clock are not", async () => {
  const { lines } = await watched(entries);
  expect(
    lines
      .filter(({ what }) => what === "GOAL")
      .map(({ correlationId, score, player }) => [correlationId, score, player]),
  ).toEqual([
    ["wyscout/wyscout:2500090/goal/2/1444/home/1", "1-0", "W. Zaha"],
    ["wyscout/wyscout:2500090/goal/2/1946.1/home/1", "2-0", "P. van Aanholt"],
  ]);
  const whats = new Set(lines.map(({ what }) => what));
  expect([...whats].sort()).toEqual(["FIXTURE", "GOAL", "LINE_UP", "PERIOD_END", "PERIOD_START", "YELLOW"]);
});

test("a conflict is logged as a warning", async () => {
  const [fixture] = entries as [MatchEntry];
  const { lines } = await watched([
    fixture,
    { ...fixture, value: { ...fixture.value, venue: "Elsewhere" } } as MatchEntry,
  ]);
  expect(lines.map(({ level, verdict }) => `${level} ${verdict}`)).toEqual(["30 new", "40 conflict"]);
});

test("inputs are counted by what they meant, and a match counts as live until it is over", async () => {
  const half = await watched([...entries.slice(0, 70), ...entries.slice(0, 7)]);
  expect(await half.metric("touchline_features_inputs_total")).toEqual({ new: 70, duplicate: 7 });
  expect(await half.metric("touchline_features_emitted_total")).toEqual({ "": 70 });
  expect(await half.metric("touchline_features_matches_live")).toEqual({ "": 1 });
  const whole = await watched(entries);
  expect(await whole.metric("touchline_features_matches_live")).toEqual({ "": 0 });
});

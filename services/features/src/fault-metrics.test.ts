import type { MatchEntry } from "@touchline/football";
import { fixedSerdes } from "@touchline/schemas";
import { testDriver } from "@touchline/streams/testing";
import { matchEvents } from "@touchline/topics";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { countFaults } from "./fault-metrics.ts";
import { realMatch, TestHistory } from "./real-match.fixture.ts";
import { featuresTopology } from "./topology.ts";

const { matchId, entries } = realMatch("2500090");
const [fixture] = entries as [MatchEntry, ...MatchEntry[]];

/** Each line of the counter, as provider, topic, class, code, treatment and count. */
async function linesOf(metrics: Registry): Promise<unknown[]> {
  const [counter] = await metrics.getMetricsAsJSON();
  return (counter?.values ?? []).map(({ labels, value }) => {
    const { provider, topic, class: faultClass, code, treatment } = labels;
    return [provider, topic, faultClass, code, treatment, value].join(" ");
  });
}

test("what is refused, comes twice or is older than what is known is counted by its class", async () => {
  const metrics = new Registry();
  const faults = countFaults(metrics);
  const history = new TestHistory();
  const topology = featuresTopology({ history, observe: faults.outcome, refused: faults.entry });
  const driver = await testDriver(topology, { openSerde: fixedSerdes() });
  const changed = (change: object): MatchEntry =>
    ({ ...fixture, value: { ...fixture.value, ...change } }) as MatchEntry;
  const told = [
    changed({ revision: 2 }),
    changed({ revision: 2 }),
    fixture,
    changed({ revision: 2, venue: "Elsewhere" }),
  ];
  for (const entry of [...told, changed({ revision: 0 })]) driver.append(matchEvents, matchId, entry);
  driver.append(matchEvents, "wyscout:1", fixture);
  await driver.settle();
  faults.result("books", "BAD_SCORE");
  expect((await linesOf(metrics)).toSorted()).toEqual([
    "books match.results impossible BAD_SCORE passed_over 1",
    "wyscout match.events duplicate REPEATED passed_over 1",
    "wyscout match.events duplicate REVISION_CONFLICT refused 1",
    "wyscout match.events impossible KEY_MISMATCH refused 1",
    "wyscout match.events impossible REVISION_INVALID refused 1",
    "wyscout match.events late STALE passed_over 1",
  ]);
});

test("records of ever new providers do not make ever new time series", async () => {
  const metrics = new Registry();
  const faults = countFaults(metrics);
  for (let i = 0; i < 200; i++) faults.result(`provider-${i}`, "BAD_SCORE");
  const lines = await linesOf(metrics);
  expect(lines).toHaveLength(51);
  expect(lines).toContain("other match.results impossible BAD_SCORE passed_over 150");
});

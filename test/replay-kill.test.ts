import { setTimeout as sleep } from "node:timers/promises";
import { ingestMatch } from "@touchline/ingest/ingest-match";
import { ingestStatements } from "@touchline/ingest/ingest-statements";
import { type ConsumedRecord, consoleConsumer } from "@touchline/local";
import { shippedFiles } from "@touchline/results";
import type { Prediction } from "@touchline/schemas";
import { openView } from "@touchline/streams";
import { matchPredictions } from "@touchline/topics";
import { beforeAll, describe, expect, test } from "vitest";
import { System } from "./system.ts";

const match = "wyscout:2500090";
/** Fast, but slow enough that the service is killed with events still to come: the match takes about six seconds. */
const speed = 1_000;

/** A gale, and a player who is out. */
const said = [
  `{"record":"Weather","provider":"p","matchId":"${match}","validAt":"2018-05-13T14:00:00Z","issuedAt":"2018-05-12T14:00:00Z","windSpeed":15}`,
  `{"record":"Availability","provider":"wyscout","teamId":"club:crystal-palace","player":"W. Zaha","state":"OUT","providerTime":"2018-05-12T15:00:00Z"}`,
].join("\n");

interface Run {
  /** Predictions as Kafka's own consumer reads them: key and value, in order. */
  readonly log: readonly string[];
  readonly last: Prediction | undefined;
  /** Predictions there were when the service was killed; undefined where none was. */
  readonly atKill: number | undefined;
}

/** Plays the match through a system of its own; kills the service with SIGKILL in the middle and starts it again. */
async function play(killed?: "features" | "predictor"): Promise<Run> {
  const system = await System.start(["features", "predictor"]);
  try {
    const predictions: Prediction[] = [];
    const view = await openView(matchPredictions, {
      client: system.client,
      openSerde: system.openSerde,
      apply: ({ value }) => value && predictions.push(value),
      onFailure: (error) => {
        throw error;
      },
    });
    const playing = ingestMatch({
      client: system.client,
      openSerde: system.openSerde,
      timelines: shippedFiles.timelines,
      match,
      speed,
    });
    let atKill: number | undefined;
    if (killed === "features") {
      // what is said of the match besides, once it is played, changes no byte of what is predicted of it
      while (predictions.at(-1)?.phase !== "LIVE") await sleep(5);
      const { accepted } = await ingestStatements({
        client: system.client,
        openSerde: system.openSerde,
        files: [{ name: "said.jsonl", text: said }],
        newTeams: "refuse",
      });
      expect(accepted).toBe(2);
    }
    if (killed) {
      while (predictions.length < 50) await sleep(5);
      await system.service(killed).kill();
      atKill = predictions.length;
      await system.startService(killed);
    }
    const { eventsIn } = await playing;
    while (predictions.length < eventsIn) await sleep(20);
    await view.close();
    const records = await consoleConsumer({ brokers: system.platform.kafka.brokers, topic: matchPredictions.name });
    return { log: records.map(keyAndValue), last: predictions.at(-1), atKill };
  } finally {
    await system.stop();
  }
}

const keyAndValue = ({ partition, key, value }: ConsumedRecord): string =>
  `${partition} ${key?.toString("hex")} ${value?.toString("hex")}`;

describe("a real match, played three times", () => {
  let undisturbed: Run;
  beforeAll(async () => {
    undisturbed = await play();
  });

  test("ends in its result", () => {
    expect(undisturbed.log).toHaveLength(129);
    expect(undisturbed.last).toMatchObject({
      phase: "FINISHED",
      score: { home: 2, away: 0 },
      matchResult: { home: 1, draw: 0, away: 0 },
    });
  });

  for (const service of ["features", "predictor"] as const) {
    const besides = service === "features" ? ", and statements come in" : "";
    test(`gives the same bytes when ${service} is killed in the middle and started again${besides}`, async () => {
      const disturbed = await play(service);
      expect(disturbed.atKill).toBeGreaterThanOrEqual(50);
      expect(disturbed.atKill).toBeLessThan(undisturbed.log.length);
      expect(disturbed.log).toEqual(undisturbed.log);
    });
  }
});

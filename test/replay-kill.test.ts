import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type AlertView, connect, stateAlertRule } from "@touchline/client";
import { ingestMatch } from "@touchline/ingest/ingest-match";
import { ingestStatements } from "@touchline/ingest/ingest-statements";
import { type ConsumedRecord, consoleConsumer, root } from "@touchline/local";
import { shippedFiles } from "@touchline/results";
import type { Alert, Prediction } from "@touchline/schemas";
import { openView } from "@touchline/streams";
import { matchAlerts, matchPredictions } from "@touchline/topics";
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
  /** What rules found, in order, without where their predictions stand in the log. */
  readonly alerts: readonly Omit<Alert, "token">[];
  /** The same as a client of the edge heard of it. */
  readonly heard: readonly AlertView[];
  /** The same as `npm run alerts -- watch` printed it. */
  readonly printed: readonly string[];
  /** Predictions there were when the service was killed; undefined where none was. */
  readonly atKill: number | undefined;
}

/** A rule beside those that ship. */
const rule = { id: "slow-swing", kind: "SWING", atLeast: 0.1, withinMinutes: 15, scope: { matches: [match] } } as const;

/** Runs `npm run alerts -- watch` beside the system. */
function watch(system: System) {
  const { environment } = system.platform;
  const args = [`${root}cli/src/main.ts`, "alerts", "watch", match, "--all"];
  const command = spawn(process.execPath, args, { env: { ...process.env, ...environment } });
  const exited = once(command, "exit");
  let printed = "";
  command.stdout.setEncoding("utf8").on("data", (text) => (printed += text));
  return {
    lines: () => printed.split("\n").slice(0, -1),
    async stop() {
      command.kill("SIGTERM");
      await exited;
    },
  };
}

/**
 * Plays the match through a system of its own, after a rule was stated by REST; kills services with SIGKILL in the middle and starts them
 * again.
 */
async function play(...killed: readonly ("features" | "predictor" | "alerts")[]): Promise<Run> {
  const system = await System.start(["features", "predictor", "alerts", "edge"]);
  const { address } = system.service("edge");
  const follower = connect(`${address.replace("http", "ws")}/v1/stream`, { follow: { matches: [match] } });
  const watching = watch(system);
  const heard: AlertView[] = [];
  follower.on("alert", (alert) => heard.push(alert));
  try {
    const { since } = await stateAlertRule(address, rule);
    await sleep(Math.max(0, Number(since) - Date.now()));
    const alerts: Alert[] = [];
    const alertsView = await openView(matchAlerts, {
      client: system.client,
      openSerde: system.openSerde,
      apply: ({ value }) => value && alerts.push(value),
      onFailure: (error) => {
        throw error;
      },
    });
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
    if (killed.includes("features")) {
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
    if (killed.length > 0) {
      // of alerts when some are out, and what they rest on has to be found again
      const isDue = () => predictions.length >= 50 && (!killed.includes("alerts") || alerts.length > 0);
      while (!isDue()) await sleep(5);
      await Promise.all(killed.map((name) => system.service(name).kill()));
      atKill = predictions.length;
      await Promise.all(killed.map((name) => system.startService(name)));
    }
    const { eventsIn } = await playing;
    while (predictions.length < eventsIn) await sleep(20);
    // the last thing that is told is that the match is over
    while (!alerts.some(({ endedBecause }) => endedBecause === "MATCH_OVER")) await sleep(20);
    while (heard.length < alerts.length) await sleep(20);
    while (watching.lines().length < alerts.length) await sleep(20);
    await Promise.all([view.close(), alertsView.close()]);
    const records = await consoleConsumer({ brokers: system.platform.kafka.brokers, topic: matchPredictions.name });
    const found = alerts.map(({ token: _, ...alert }) => alert);
    return {
      log: records.map(keyAndValue),
      last: predictions.at(-1),
      alerts: found,
      heard,
      printed: watching.lines(),
      atKill,
    };
  } finally {
    follower.close();
    await watching.stop();
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

  test("raises an alert by a rule that was stated before it, once, to whoever follows it", () => {
    const { alerts, heard } = undisturbed;
    const told = alerts.map(({ id, state }) => `${id} ${state}`);
    expect(new Set(told).size).toBe(told.length);
    expect(heard.map(({ id, state }) => `${id} ${state}`)).toEqual(told);
    expect(undisturbed.printed).toEqual(alerts.map(({ text }) => expect.stringContaining(text)));
    const ofRule = alerts.filter(({ ruleId, state }) => ruleId === rule.id && state === "RAISED");
    expect(ofRule.map(({ side, swing }) => [side, swing?.of])).toContainEqual(["HOME", "HOME"]);
    for (const { swing } of ofRule) expect(Math.abs((swing?.to ?? 0) - (swing?.from ?? 0))).toBeGreaterThanOrEqual(0.1);
  });

  for (const services of [["features"], ["predictor", "alerts"]] as const) {
    const besides = services[0] === "features" ? ", and statements come in" : "";
    test(`gives the same when ${services.join(" and ")} are killed in the middle and started again${besides}`, async () => {
      const disturbed = await play(...services);
      expect(disturbed.atKill).toBeGreaterThanOrEqual(50);
      expect(disturbed.atKill).toBeLessThan(undisturbed.log.length);
      expect(disturbed.log).toEqual(undisturbed.log);
      expect(disturbed.alerts).toEqual(undisturbed.alerts);
      expect(disturbed.heard).toEqual(undisturbed.heard);
    });
  }
});

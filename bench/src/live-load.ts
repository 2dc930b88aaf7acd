import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPlatform, startService } from "@touchline/local";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { matchFeatures } from "@touchline/topics";
import { applyTopics } from "@touchline/topics/apply";
import { type CpuProfile, selfTimes } from "./cpu-profile.ts";
import { FeaturesFeed, type ToSend } from "./features-feed.ts";
import { Inspected, inspectable } from "./inspected.ts";
import { type FedMatch, fedMatches } from "./live-features.ts";
import { type Distribution, distribution } from "./percentile.ts";
import { groupOf } from "./streams-profile.ts";

const steadyRate = 200;
const steadySeconds = 10;
/** Matches of before, so that code is warm and trees are made when memory is first looked at. */
const earlier = 250;
/** Features of each match before the measurement begins: it is being played by then. */
const begun = 30;

export interface LiveLoadReport {
  /** ms from the sending of a features record until its prediction is committed and has been read: broker, exactly-once predictor and codecs. */
  readonly latencyMs: { readonly before: Distribution; readonly burst: Distribution; readonly after: Distribution };
  /** CPU of the predictor's process in the burst, all threads, a prediction: reading, the re-score, writing. */
  readonly cpuUsPerPrediction: number;
  /** Features that no prediction came for, and those for which more than one did. */
  readonly missing: number;
  readonly double: number;
  /** Seconds that the burst took to be sent: 1, where the machine keeps up. */
  readonly burstSentInSeconds: number;
  /** Of the predictor's process, a match that is being played; heap after a collection of garbage. */
  readonly bytesPerLiveMatch: { readonly heap: number; readonly resident: number };
}

/**
 * The predictor as a process on a real broker with `matches` matches that are being played: 200 events a second, a burst of `burst`
 * within one second, 200 a second again. `profile`: also tells where the predictor's time goes in the burst.
 */
export async function liveLoad(
  { matches, burst, profile }: { readonly matches: number; readonly burst: number; readonly profile: boolean },
  say: (text: string) => void,
): Promise<LiveLoadReport> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-rescore-"));
  const platform = await startPlatform({ folder });
  const client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "bench" });
  try {
    const { admin, openSerde } = await openRegistry(platform.registry.url);
    await applyTopics({ kafka: client.admin, registry: admin });
    const environment = { ...platform.environment, ...inspectable, HTTP_PORT: "0" };
    const predictor = await startService({ name: "predictor", folder, environment });
    try {
      const inspected = await Inspected.of(predictor.logFile);
      const feed = await FeaturesFeed.open(client, await openSerde(matchFeatures));
      const all = fedMatches(earlier + matches);
      await feed.begin(all.slice(0, earlier), begun);
      const empty = await inspected.memory();
      say(`${matches} matches begin`);
      const live = all.slice(earlier);
      await feed.begin(live, begun);
      const full = await inspected.memory();
      const per = (of: "heap" | "resident") => Math.round((full[of] - empty[of]) / matches);

      const events = inTurn(live, begun);
      const steady = steadyRate * steadySeconds;
      say(`${steadyRate} a second`);
      await feed.play(events.splice(0, steadyRate * 3), steadyRate);
      const before = await feed.play(events.splice(0, steady), steadyRate);
      say(`${burst} in a second`);
      let [sentInSeconds, cpuUs] = [0, 0];
      let rushed: readonly number[] = [];
      const rush = async () => {
        const [from, cpuFrom] = [performance.now(), await inspected.cpuUs()];
        rushed = await feed.play(events.splice(0, burst), burst, () => {
          sentInSeconds = (performance.now() - from) / 1_000;
        });
        cpuUs = (await inspected.cpuUs()) - cpuFrom;
      };
      if (profile) tellTimes(await inspected.profile(rush), say);
      else await rush();
      const after = await feed.play(events.splice(0, steady), steadyRate);
      const { missing, double } = await feed.close();
      inspected.close();
      return {
        latencyMs: { before: distribution(before), burst: distribution(rushed), after: distribution(after) },
        cpuUsPerPrediction: Number((cpuUs / burst).toFixed(1)),
        ...{ missing, double, burstSentInSeconds: Number(sentInSeconds.toFixed(2)) },
        bytesPerLiveMatch: { heap: per("heap"), resident: per("resident") },
      };
    } finally {
      await predictor.stop();
    }
  } finally {
    await client.close();
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Features of matches from one on, one of each match in turn. */
function inTurn(matches: readonly FedMatch[], from: number): ToSend[] {
  const longest = Math.max(...matches.map(({ features }) => features.length));
  return Array.from({ length: longest - from }, (_, at) =>
    matches.flatMap(({ matchId, features }): ToSend[] => {
      const value = features[from + at];
      return value === undefined ? [] : [{ matchId, told: { schema: "Features", value } }];
    }),
  ).flat();
}

function tellTimes(profile: CpuProfile, say: (text: string) => void): void {
  const where = (name: string, url: string) => `${name} ${url.split("/").slice(-3).join("/")}`;
  for (const groups of [groupOf, where]) {
    const rows = selfTimes(profile, groups);
    const total = rows.reduce((sum, { selfUs }) => sum + selfUs, 0);
    for (const { name, selfUs } of rows.slice(0, 25))
      say(`${((100 * selfUs) / total).toFixed(1).padStart(5)} %  ${name}`);
  }
}

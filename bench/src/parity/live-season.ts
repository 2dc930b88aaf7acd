import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalService, startPlatform, startService } from "@touchline/local";
import type { PreMatch } from "@touchline/schemas";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { PublishedVectors } from "./published-vectors.ts";
import type { Season } from "./season.ts";
import { SeasonFeed } from "./season-feed.ts";

/** Results of before that go out at once. */
const resultsAtOnce = 5_000;
/** Longest wait of a look-up for history, ms: whatever is told in time here is there by then. */
const historyWaitMs = 120_000;

/** What the features service published of each match before its kick-off, the last word of each, by match id. */
export type Published = ReadonlyMap<string, PreMatch>;

/**
 * Lives through a season: a broker, a registry and the features service as they are, fixtures ahead, results after them in the
 * order of time with the word on how far they are complete. The service is killed once in the middle, and started again.
 */
export async function liveSeason({ before, parts }: Season, say: (text: string) => void): Promise<Published> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-parity-"));
  const platform = await startPlatform({ folder });
  const client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "parity" });
  let features: LocalService | undefined;
  const start = async () => {
    const environment = { HTTP_PORT: "0", FEATURES_HISTORY_WAIT_MS: String(historyWaitMs) };
    features = await startService({
      name: "features",
      folder,
      environment: { ...platform.environment, ...environment },
    });
    return features;
  };
  try {
    const { openSerde } = await openRegistry(platform.registry.url);
    const feed = await SeasonFeed.open(client, openSerde);
    const matches = parts.reduce((sum, part) => sum + part.matches.length, 0);
    const vectors = await PublishedVectors.open(client, openSerde, (count) => {
      if (count % 1_000 === 0) say(`${count} of ${matches} matches`);
    });
    say(`${before.length} results of before`);
    for (let from = 0; from < before.length; from += resultsAtOnce) {
      await feed.results(before.slice(from, from + resultsAtOnce));
    }
    let service = await start();
    let begun = 0;
    for (const [part, { overdue, days, matches: own }] of parts.entries()) {
      await feed.results(overdue);
      for (const day of days) {
        await feed.prices(day.prices);
        // they come by another topic than the first whistle, and after that nothing is published for them
        await vectors.priced(new Set(day.prices.map(({ matchId }) => matchId)), service.exited);
        await feed.day(day);
      }
      begun += own.length;
      await vectors.begun(begun, service.exited);
      if (part + 1 !== parts.length / 2) continue;
      await service.kill();
      service = await start();
    }
    await feed.close();
    await vectors.close();
    return vectors.byMatch;
  } finally {
    await features?.stop();
    await client.close();
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

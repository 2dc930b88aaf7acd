import { type MatchEntry, resultKeyOf } from "@touchline/football";
import type { FeedHealth, Odds, Result } from "@touchline/schemas";
import type { OpenSerde, OutRecord, Producer, Schemas, Serde, TopicValue } from "@touchline/streams";
import type { KafkaClient } from "@touchline/streams/kafka";
import { type Declaration, feedHealth, marketOdds, matchEvents, matchResults } from "@touchline/topics";
import type { SeasonDay } from "./season.ts";

/** What is told of a season, into the log. */
export class SeasonFeed {
  readonly #client: KafkaClient;
  readonly #producer: Producer;
  readonly #serdes: Serdes;

  private constructor(client: KafkaClient, producer: Producer, serdes: Serdes) {
    this.#client = client;
    this.#producer = producer;
    this.#serdes = serdes;
  }

  static async open(client: KafkaClient, openSerde: OpenSerde): Promise<SeasonFeed> {
    const [events, results, health, prices] = await Promise.all([
      openSerde(matchEvents),
      openSerde(matchResults),
      openSerde(feedHealth),
      openSerde(marketOdds),
    ]);
    return new SeasonFeed(client, await client.producer(), { events, results, health, prices });
  }

  async day({ fixtures, whistles, late, completeTo, onTime }: SeasonDay): Promise<void> {
    await this.#events(fixtures.map((value) => ({ schema: "Fixture", value })));
    await this.#events(whistles);
    await this.results(late);
    await this.#complete(completeTo);
    await this.results(onTime);
  }

  async results(results: readonly Result[]): Promise<void> {
    const { results: serde } = this.#serdes;
    await this.#producer.send(
      results.map((value) => this.#record(matchResults, serde, resultKeyOf(value), { schema: "Result", value })),
    );
  }

  async prices(prices: readonly Odds[]): Promise<void> {
    const { prices: serde } = this.#serdes;
    await this.#producer.send(
      prices.map((value) => this.#record(marketOdds, serde, value.matchId, { schema: "Odds", value })),
    );
  }

  async close(): Promise<void> {
    await this.#producer.close();
  }

  async #events(entries: readonly MatchEntry[]): Promise<void> {
    const { events: serde } = this.#serdes;
    await this.#producer.send(entries.map((entry) => this.#record(matchEvents, serde, entry.value.matchId, entry)));
  }

  async #complete(completeTo: number): Promise<void> {
    const positions = (await this.#client.offsets(matchResults.name)).map(({ high }) => Number(high));
    const value: FeedHealth = {
      provider: "history",
      state: "UP",
      detail: null,
      lastMessageAt: null,
      completeTo,
      positions,
      lineUpPositions: null,
      providerTime: completeTo,
      matches: [],
    };
    const { health: serde } = this.#serdes;
    await this.#producer.send([this.#record(feedHealth, serde, value.provider, { schema: "FeedHealth", value })]);
  }

  #record<S extends Schemas>(topic: Declaration<S>, serde: Serde<S>, key: string, value: TopicValue<S>): OutRecord {
    const bytes = Buffer.from(key);
    const partition = this.#client.partitionFor(bytes, topic.partitions);
    return { topic: topic.name, partition, key: bytes, value: serde.encode(value) };
  }
}

interface Serdes {
  readonly events: Serde<(typeof matchEvents)["schemas"]>;
  readonly results: Serde<(typeof matchResults)["schemas"]>;
  readonly health: Serde<(typeof feedHealth)["schemas"]>;
  readonly prices: Serde<(typeof marketOdds)["schemas"]>;
}

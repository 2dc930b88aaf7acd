import type { LogClient, OpenSerde, Schemas, Serde, TopicValue } from "@touchline/streams";
import {
  type Declaration,
  deadLettersOf,
  feedHealth,
  marketOdds,
  matchEvents,
  matchLineUps,
  matchResults,
  matchWeather,
  teamAvailability,
  teamNews,
} from "@touchline/topics";
import type { ProviderRecord } from "./provider.ts";

/** A topic with its dead letters; the values that go in are checked by the type of a provider's record. */
export interface Channel {
  readonly topic: Declaration<Schemas>;
  readonly serde: { encode(record: ProviderRecord): Buffer };
  readonly deadLetters: {
    readonly topic: Declaration<Schemas>;
    readonly serde: Serde<ReturnType<typeof deadLettersOf>["schemas"]>;
  };
}

export interface Channels {
  /** Where each kind of record goes. */
  readonly of: Readonly<Record<ProviderRecord["schema"], Channel>>;
  readonly health: { readonly topic: typeof feedHealth; readonly serde: Serde<(typeof feedHealth)["schemas"]> };
}

/** Opens everything that ingest writes to. Rejects where a topic or its schema is not there. */
export async function openChannels(client: LogClient, openSerde: OpenSerde): Promise<Channels> {
  const open = <S extends Schemas>(topic: Declaration<S>) => openChannel(client, openSerde, topic);
  const [events, results, lineUps, odds, weather, availability, news, health] = await Promise.all([
    open(matchEvents),
    open(matchResults),
    open(matchLineUps),
    open(marketOdds),
    open(matchWeather),
    open(teamAvailability),
    open(teamNews),
    openSerde(feedHealth).then((serde) => ({ topic: feedHealth, serde })),
  ]);
  const of = {
    Fixture: events,
    LineUp: events,
    MatchEvent: events,
    Result: results,
    LinedUp: lineUps,
    Odds: odds,
    Weather: weather,
    Availability: availability,
    NewsItem: news,
  };
  return { of, health };
}

async function openChannel<S extends Schemas>(
  client: LogClient,
  openSerde: OpenSerde,
  topic: Declaration<S>,
): Promise<Channel> {
  const letters = deadLettersOf(topic as Declaration<Schemas>);
  const [serde, lettersSerde] = await Promise.all([openSerde(topic), openSerde(letters), client.offsets(topic.name)]);
  return {
    topic: topic as Declaration<Schemas>,
    serde: { encode: (record) => serde.encode(record as TopicValue<S>) },
    deadLetters: { topic: letters, serde: lettersSerde },
  };
}

import {
  correlationIdOf,
  type MatchEntry,
  MatchGuard,
  refuseOdds,
  refuseResult,
  resultKeyOf,
  type TeamKnowledge,
} from "@touchline/football";
import type { DeadLetter } from "@touchline/schemas";
import type { LogClient, OpenSerde, Schemas } from "@touchline/streams";
import type { Declaration } from "@touchline/topics";
import { type Channel, type Channels, openChannels } from "./channels.ts";
import type { KnownLog } from "./known-log.ts";
import { Outbox } from "./outbox.ts";
import type { HealthStatement, Outcome, ProviderRecord, Sink, UnreadableMessage } from "./provider.ts";

/** What a publisher lets be seen. */
export interface IngestObserver {
  record?(provider: string, record: ProviderRecord["schema"], outcome: Outcome): void;
  rejected?(provider: string, correlationId: string, code: string, message: string): void;
}

export interface PublisherOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  readonly teams: TeamKnowledge;
  /** What is in the log already of the matches to come. */
  readonly known: KnownLog;
  readonly observer?: IngestObserver;
  /** Ms since the epoch, fractions allowed; goes into the header `ingested-at`. */
  readonly now?: () => number;
}

const stage = "ingest";
/** Health that is the same is told again after this long, ms. */
const sameHealthMsMin = 1_500;

/** Puts providers' records through the guard and into the log, each match's in its provider's order. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #outbox: Outbox;
  readonly #channels: Channels;
  readonly #guards = new Map<string, MatchGuard>();
  readonly #lastHealth = new Map<string, { readonly news: string; readonly at: number }>();

  private constructor(options: PublisherOptions, outbox: Outbox, channels: Channels) {
    this.#options = options;
    this.#outbox = outbox;
    this.#channels = channels;
  }

  static async open(options: PublisherOptions): Promise<Publisher> {
    const { client, openSerde } = options;
    const [channels, producer] = await Promise.all([openChannels(client, openSerde), client.producer()]);
    return new Publisher(options, new Outbox(producer), channels);
  }

  /** A provider's way into the log. */
  sinkOf(provider: string): Sink {
    return {
      publish: (record, raw) => this.#publish(provider, record, raw),
      refuse: (message) => this.#refuse(provider, this.#channels.events, message),
      flushed: () => this.#outbox.flushed(),
      health: (said, headers) => this.#health(provider, said, headers),
    };
  }

  async close(): Promise<void> {
    await this.#outbox.close();
  }

  async #publish(provider: string, record: ProviderRecord, raw: unknown = record.value): Promise<Outcome> {
    const verdict = this.#judge(record);
    this.#options.observer?.record?.(provider, record.schema, verdict.outcome);
    const correlationId = correlationOf(record);
    const key = record.schema === "Result" ? resultKeyOf(record.value) : record.value.matchId;
    if (verdict.outcome === "rejected") {
      const { code, message } = verdict;
      await this.#refuse(provider, this.#channelOf(record), { key, code, message, raw }, correlationId);
    }
    if (verdict.outcome === "accepted") {
      const channel = this.#channelOf(record);
      await this.#send(channel.topic, key, channel.serde.encode(record), this.#headers(correlationId));
    }
    return verdict.outcome;
  }

  #judge(record: ProviderRecord): { outcome: Exclude<Outcome, "rejected"> } | Rejected {
    if (record.schema === "Odds") return judgement(refuseOdds(record.value));
    if (record.schema === "Result") return judgement(refuseResult(record.value, this.#options.teams));
    return this.#guardOf(record.value.matchId).admit(record);
  }

  #guardOf(matchId: string): MatchGuard {
    const open = this.#guards.get(matchId);
    if (open !== undefined) return open;
    const guard = new MatchGuard(this.#options.teams);
    for (const entry of this.#options.known.entriesOf(matchId)) guard.admit(entry);
    this.#guards.set(matchId, guard);
    return guard;
  }

  async #refuse(
    provider: string,
    { deadLetters }: Channel,
    { key, code, message, raw }: UnreadableMessage,
    correlationId = `${provider}/${key}/unreadable/1`,
  ): Promise<void> {
    if (this.#options.known.refusedBefore(correlationId, code)) return;
    this.#options.observer?.rejected?.(provider, correlationId, code, message);
    const payload = Buffer.from(typeof raw === "string" ? raw : JSON.stringify(raw));
    const value: DeadLetter = { code, message, stage, topic: null, partition: null, offset: null, key, payload };
    const bytes = deadLetters.serde.encode({ schema: "DeadLetter", value });
    await this.#send(deadLetters.topic, key, bytes, this.#headers(correlationId));
  }

  #health(provider: string, said: HealthStatement, headers: Readonly<Record<string, string>> = {}): void {
    const value = { provider, lastMessageAt: null, completeTo: null, positions: null, matches: [], ...said };
    // clocks alone are no news
    const news = JSON.stringify([value.state, value.detail, value.completeTo, value.positions, headers]);
    const last = this.#lastHealth.get(provider);
    const at = this.#now();
    if (last?.news === news && at - last.at < sameHealthMsMin) return;
    this.#lastHealth.set(provider, { news, at });
    const { topic, serde } = this.#channels.health;
    // a failed send is learnt of by whoever publishes or flushes next
    const allHeaders = { ...headers, "ingested-at": at.toFixed(3) };
    this.#send(topic, provider, serde.encode({ schema: "FeedHealth", value }), allHeaders).catch(() => {});
  }

  #send(topic: Declaration<Schemas>, key: string, value: Buffer, headers: Readonly<Record<string, string>>) {
    const keyBytes = Buffer.from(key);
    const partition = this.#options.client.partitionFor(keyBytes, topic.partitions);
    return this.#outbox.add({ topic: topic.name, partition, key: keyBytes, value, headers });
  }

  #channelOf({ schema }: ProviderRecord): Channel {
    const { events, odds, results } = this.#channels;
    return schema === "Odds" ? odds : schema === "Result" ? results : events;
  }

  #headers(correlationId: string): Readonly<Record<string, string>> {
    return { "correlation-id": correlationId, "ingested-at": this.#now().toFixed(3) };
  }

  #now(): number {
    return this.#options.now?.() ?? performance.timeOrigin + performance.now();
  }
}

interface Rejected {
  readonly outcome: "rejected";
  readonly code: string;
  readonly message: string;
}

function judgement(refused: { code: string; message: string } | null): { outcome: "accepted" } | Rejected {
  return refused === null ? { outcome: "accepted" } : { outcome: "rejected", ...refused };
}

/** `<provider>/<match id>/<what>/<revision>`: the same in every service's log. */
function correlationOf(record: ProviderRecord): string {
  if (record.schema === "Odds") {
    const { provider, matchId, market, providerTime } = record.value;
    return `${provider}/${matchId}/odds:${market}@${providerTime}/1`;
  }
  if (record.schema === "Result") {
    const { provider, matchId, revision } = record.value;
    return `${provider}/${matchId}/result/${revision}`;
  }
  return correlationIdOf(record as MatchEntry);
}

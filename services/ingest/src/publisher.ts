import {
  type Admission,
  correlationIdOf,
  Gate,
  recordKeyOf,
  type SuspicionCode,
  type TeamKnowledge,
} from "@touchline/football";
import type { DeadLetter } from "@touchline/schemas";
import type { LogClient, OpenSerde, Schemas } from "@touchline/streams";
import type { Declaration } from "@touchline/topics";
import { type Channel, type Channels, openChannels } from "./channels.ts";
import { type Fault, faultOf } from "./fault.ts";
import type { KnownLog } from "./known-log.ts";
import { Outbox } from "./outbox.ts";
import type { HealthStatement, Outcome, ProviderRecord, Sink, UnreadableMessage } from "./provider.ts";

/** What a publisher lets be seen. */
export interface IngestObserver {
  record?(provider: string, record: ProviderRecord, admission: Admission): void;
  rejected?(provider: string, correlationId: string, code: string, message: string): void;
  /** Something was wrong or odd with a record meant for a topic. */
  fault?(provider: string, topic: string, fault: Fault): void;
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

/** Who played is worked out from a file that somebody vouches for, or from records that passed the gate. */
const madeByUs: Admission = { outcome: "accepted", suspicions: [] };

/** Puts providers' records through the guard and into the log, each match's in its provider's order. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #outbox: Outbox;
  readonly #channels: Channels;
  readonly #gate: Gate;
  readonly #lastHealth = new Map<string, { readonly news: string; readonly at: number }>();

  private constructor(options: PublisherOptions, outbox: Outbox, channels: Channels) {
    this.#options = options;
    this.#outbox = outbox;
    this.#channels = channels;
    const { teams, known } = options;
    this.#gate = new Gate({ teams, entriesOf: (matchId) => known.entriesOf(matchId) });
    for (const record of known.told ?? []) this.#gate.admit(record, null);
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
      refuse: (message) => this.#refuse(provider, this.#channels.of.MatchEvent, message),
      flushed: () => this.#outbox.flushed(),
      health: (said, headers) => this.#health(provider, said, headers),
    };
  }

  async close(): Promise<void> {
    await this.#outbox.close();
  }

  async #publish(provider: string, record: ProviderRecord, raw: unknown = record.value): Promise<Outcome> {
    const admission = record.schema === "LinedUp" ? madeByUs : this.#gate.admit(record, this.#now());
    const channel = this.#channels.of[record.schema];
    this.#options.observer?.record?.(provider, record, admission);
    const correlationId = correlationOf(record);
    const key = record.schema === "LinedUp" ? record.value.matchId : recordKeyOf(record);
    switch (admission.outcome) {
      case "rejected":
        await this.#refuse(provider, channel, { key, ...admission, raw }, correlationId);
        break;
      case "duplicate":
        this.#fault(provider, channel, "REPEATED", "passed_over");
        break;
      case "stale":
        this.#fault(provider, channel, "STALE", "passed_over");
        break;
      case "accepted":
        for (const { code } of admission.suspicions) this.#fault(provider, channel, code, "let_pass");
        await this.#send(channel.topic, key, channel.serde.encode(record), this.#headers(correlationId));
    }
    return admission.outcome;
  }

  #fault(provider: string, { topic }: Channel, code: SuspicionCode, treatment: Fault["treatment"]): void {
    this.#options.observer?.fault?.(provider, topic.name, faultOf(code, treatment));
  }

  async #refuse(
    provider: string,
    { topic, deadLetters }: Channel,
    { key, code, message, raw }: UnreadableMessage,
    correlationId = `${provider}/${key}/unreadable/1`,
  ): Promise<void> {
    if (this.#options.known.refusedBefore(correlationId, code)) return;
    this.#options.observer?.rejected?.(provider, correlationId, code, message);
    this.#options.observer?.fault?.(provider, topic.name, faultOf(code, "refused"));
    const payload = Buffer.from(typeof raw === "string" ? raw : JSON.stringify(raw));
    const value: DeadLetter = { code, message, stage, topic: null, partition: null, offset: null, key, payload };
    const bytes = deadLetters.serde.encode({ schema: "DeadLetter", value });
    await this.#send(deadLetters.topic, key, bytes, this.#headers(correlationId));
  }

  #health(provider: string, said: HealthStatement, headers: Readonly<Record<string, string>> = {}): void {
    const value = {
      provider,
      lastMessageAt: null,
      completeTo: null,
      positions: null,
      lineUpPositions: null,
      matches: [],
      ...said,
    };
    // clocks alone are no news
    const news = JSON.stringify([
      value.state,
      value.detail,
      value.completeTo,
      value.positions,
      value.lineUpPositions,
      headers,
    ]);
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

  #headers(correlationId: string): Readonly<Record<string, string>> {
    return { "correlation-id": correlationId, "ingested-at": this.#now().toFixed(3) };
  }

  #now(): number {
    return this.#options.now?.() ?? performance.timeOrigin + performance.now();
  }
}

/** `<provider>/<match or team>/<what>/<revision>`: the same in every service's log. */
function correlationOf(record: ProviderRecord): string {
  const { schema, value } = record;
  switch (schema) {
    case "Odds":
      return `${value.provider}/${value.matchId}/odds:${value.market}@${value.providerTime}/1`;
    case "Result":
      return `${value.provider}/${value.matchId}/result/${value.revision}`;
    case "LinedUp":
      return `${value.provider}/${value.matchId}/lined-up/${value.revision}`;
    case "Weather":
      return `${value.provider}/${value.matchId}/weather:${value.validAt}@${value.issuedAt}/1`;
    case "Availability":
      return `${value.provider}/${value.teamId}/player:${value.player.id ?? value.player.name}/${value.revision}`;
    case "NewsItem":
      return `${value.provider}/${value.teamId}/news:${value.itemId}/1`;
    default:
      return correlationIdOf(record);
  }
}

import type { DeadLetter, Prediction } from "@touchline/schemas";
import {
  type LogClient,
  type OpenSerde,
  type Origin,
  openView,
  type Schemas,
  type View,
  type ViewRecord,
} from "@touchline/streams";
import { type Declaration, deadLettersOf, matchEvents, matchFeatures, matchPredictions } from "@touchline/topics";

/** A topic that ingest writes to, as far as it has been read. */
interface Followed {
  readonly topic: string;
  readonly view: View;
}

/** Everything that the log says of one match, read as any consumer would: committed records only. */
export class MatchLog {
  readonly predictions: Prediction[] = [];
  readonly deadLetters: DeadLetter[] = [];
  events = 0;
  features = 0;
  /** Records that cannot be read, of whatever match, were passed over. */
  readonly unreadable: Origin[] = [];
  /** Rejects when the log cannot be read on. */
  readonly failed: Promise<never>;
  readonly #client: LogClient;
  /** Correlation id of the last record in match.events. */
  #lastEvent: string | undefined;
  /** Correlation ids that have come out at the end: predicted or refused. */
  readonly #settled = new Set<string>();
  #changedAt = performance.now();
  readonly #followed: Followed[] = [];
  #fail: (error: Error) => void = () => {};

  private constructor(client: LogClient) {
    this.#client = client;
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // Whoever waits for something races it; a failure while nobody waits is met by the next who does.
    this.failed.catch(() => {});
  }

  /** Resolves when all that the log holds now has been read. */
  static async open(match: string, client: LogClient, openSerde: OpenSerde): Promise<MatchLog> {
    const log = new MatchLog(client);
    const follow = async <S extends Schemas>(topic: Declaration<S>, apply: (record: ViewRecord<S>) => void) => {
      const view = await openView(topic, {
        client,
        openSerde,
        onFailure: log.#fail,
        onUndecodable: (record) => log.unreadable.push(record),
        apply(record) {
          if (record.key !== match) return;
          log.#changedAt = performance.now();
          apply(record);
        },
      });
      log.#followed.push({ topic: topic.name, view });
      await Promise.race([view.caughtUp, log.failed]);
    };
    const id = (record: { readonly headers: Readonly<Record<string, string>> }) =>
      record.headers["correlation-id"] ?? "";
    await follow(matchEvents, (record) => {
      log.events++;
      log.#lastEvent = id(record);
    });
    await follow(matchFeatures, () => {
      log.features++;
    });
    await follow(matchPredictions, (record) => {
      if (record.schema === null) return;
      log.predictions.push(record.value);
      log.#settled.add(id(record));
    });
    for (const topic of [matchEvents, matchFeatures]) {
      await follow(deadLettersOf(topic), (record) => {
        if (record.schema === null) return;
        log.deadLetters.push(record.value);
        log.#settled.add(id(record));
      });
    }
    return log;
  }

  /** How long nothing has come, ms. */
  get quietMs(): number {
    return performance.now() - this.#changedAt;
  }

  /**
   * True once the last event has led to a prediction or a dead letter, or where ingest refused all of the match. To be
   * asked when what ingest wrote has been read.
   */
  get settled(): boolean {
    if (this.#lastEvent === undefined) return this.deadLetters.some(({ topic }) => topic === null);
    return this.#settled.has(this.#lastEvent);
  }

  /** Resolves when all that stands in match.events and its dead letters now has been read. */
  async ingestedRead(): Promise<void> {
    const written = [matchEvents.name, deadLettersOf(matchEvents).name];
    const reached = this.#followed
      .filter(({ topic }) => written.includes(topic))
      .map(async ({ topic, view }) => view.reached((await this.#client.offsets(topic)).map(({ high }) => high)));
    await Promise.race([Promise.all(reached), this.failed]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#followed.map(({ view }) => view.close()));
  }
}

import type { DeadLetter, Prediction } from "@touchline/schemas";
import { type LogClient, type OpenSerde, openView, type Schemas, type View, type ViewRecord } from "@touchline/streams";
import { type Declaration, deadLettersOf, matchEvents, matchFeatures, matchPredictions } from "@touchline/topics";

/** Everything that the log says of one match, read as any consumer would: committed records only. */
export class MatchLog {
  readonly predictions: Prediction[] = [];
  readonly deadLetters: DeadLetter[] = [];
  events = 0;
  features = 0;
  /** Correlation id of the last record in match.events. */
  #lastEvent: string | undefined;
  /** Correlation ids that have come out at the end: predicted or refused. */
  readonly #settled = new Set<string>();
  #changedAt = performance.now();
  readonly #views: View[] = [];

  static async open(match: string, client: LogClient, openSerde: OpenSerde, onFailure: (error: Error) => void) {
    const log = new MatchLog();
    const follow = async <S extends Schemas>(topic: Declaration<S>, apply: (record: ViewRecord<S>) => void) => {
      const view = await openView(topic, {
        client,
        openSerde,
        onFailure,
        apply(record) {
          if (record.key !== match) return;
          log.#changedAt = performance.now();
          apply(record);
        },
      });
      log.#views.push(view);
      await view.caughtUp;
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

  /** True once the last event has led to a prediction or a dead letter. */
  get settled(): boolean {
    return this.#lastEvent !== undefined && this.#settled.has(this.#lastEvent);
  }

  async close(): Promise<void> {
    await Promise.all(this.#views.map((view) => view.close()));
  }
}

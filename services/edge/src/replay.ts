import { setTimeout as sleep } from "node:timers/promises";
import type { MatchView, PredictionPoint } from "@touchline/client";
import type { Prediction } from "@touchline/schemas";
import type { LogBatch, OpenSerde, ReadingClient, Serde } from "@touchline/streams";
import { matchPredictions } from "@touchline/topics";
import { EdgeError } from "./errors.ts";
import { changedMembers, matchView } from "./match-view.ts";
import { Turns } from "./turns.ts";

export interface ReplaysOptions {
  readonly client: ReadingClient;
  readonly openSerde: OpenSerde;
  readonly limits?: Partial<ReplayLimits>;
}

export interface ReplayLimits {
  /** Readings of the log at a time: more would be felt by those who follow matches. */
  readonly atOnceMax: number;
  /** Records that may stand between the first and the last prediction of a match, those of other matches among them. */
  readonly recordsMax: number;
  /** How long the log may take, ms. */
  readonly waitMs: number;
  /** Replays kept, the latest asked for. */
  readonly keptMax: number;
}

const usual: ReplayLimits = { atOnceMax: 2, recordsMax: 300_000, waitMs: 20_000, keptMax: 16 };

/** The predictions of a match, whole, as they were made: read from the log when somebody asks. */
export class Replays {
  readonly #options: ReplaysOptions;
  readonly #limits: ReplayLimits;
  readonly #serde: Promise<Serde<(typeof matchPredictions)["schemas"]>>;
  /** By the match's last token, so that a match that has moved on is read again. In the order of last use. */
  readonly #kept = new Map<string, Buffer>();
  /** Those that are being read, by the same: whoever asks meanwhile waits for the one reading. */
  readonly #underWay = new Map<string, Promise<Buffer>>();

  constructor(options: ReplaysOptions) {
    this.#options = options;
    this.#limits = { ...usual, ...options.limits };
    this.#serde = options.openSerde(matchPredictions);
    // whoever asks first hears of it
    this.#serde.catch(() => {});
  }

  /** A `ReplayView` as JSON, of the predictions whose points these are. Rejects with an `EdgeError`. */
  async of(matchId: string, points: readonly PredictionPoint[]): Promise<Buffer> {
    const token = points.at(-1)?.token ?? "";
    const replay = this.#kept.get(token) ?? (await (this.#underWay.get(token) ?? this.#read(matchId, token, points)));
    this.#keep(token, replay);
    return replay;
  }

  /** Only what was read whole is kept, so that a reading that is refused pushes none out. */
  #keep(token: string, replay: Buffer): void {
    this.#kept.delete(token);
    this.#kept.set(token, replay);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limits.keptMax) break;
      this.#kept.delete(oldest);
    }
  }

  async #read(matchId: string, token: string, points: readonly PredictionPoint[]): Promise<Buffer> {
    const { atOnceMax } = this.#limits;
    if (this.#underWay.size >= atOnceMax) {
      throw new EdgeError("TOO_MANY_LOOK_UPS", `${atOnceMax} replays are being read: ask again in a moment.`);
    }
    const reading = this.#scan(matchId, placeOf(points.at(0)), placeOf(points.at(-1)));
    this.#underWay.set(token, reading);
    try {
      return await reading;
    } finally {
      this.#underWay.delete(token);
    }
  }

  /** Reads once from the first place to the last. */
  async #scan(matchId: string, first: Place, last: Place): Promise<Buffer> {
    const writing = new ReplayWriter(matchId, await this.#serde);
    const done = Promise.withResolvers<void>();
    let scanned = 0;
    const take = async (batch: LogBatch) => {
      for (const record of batch.records) {
        if (record.offset > last.offset) break;
        if (++scanned > this.#limits.recordsMax) throw tooLong(matchId, this.#limits.recordsMax);
        await writing.take(record, batch.partition);
      }
      if (batch.nextOffset > last.offset) done.resolve();
    };
    const enough = new AbortController();
    const reader = await this.#options.client.reader({
      from: [{ topic: matchPredictions.name, partition: first.partition, start: first.offset }],
      isolation: "read_committed",
      onBatches: async (batches) => {
        if (enough.signal.aborted) return;
        try {
          for (const batch of batches) await take(batch);
        } catch (error) {
          done.reject(error);
        }
      },
      onFailure: done.reject,
    });
    try {
      await Promise.race([done.promise, late(this.#limits.waitMs, enough.signal)]);
    } finally {
      enough.abort();
      await reader.close();
    }
    return writing.end();
  }
}

/** Folds the records of a match, among others', into an image and what changed in it from one to the next. */
class ReplayWriter {
  readonly #matchId: string;
  readonly #key: Buffer;
  readonly #serde: Serde<(typeof matchPredictions)["schemas"]>;
  readonly #turns = new Turns();
  readonly #pieces: string[] = [];
  #last: MatchView | undefined;

  constructor(matchId: string, serde: Serde<(typeof matchPredictions)["schemas"]>) {
    this.#matchId = matchId;
    this.#key = Buffer.from(matchId);
    this.#serde = serde;
  }

  async take(record: LogBatch["records"][number], partition: number): Promise<void> {
    const { key, value } = record;
    if (key === null || value === null || !key.equals(this.#key)) return;
    await this.#turns.next();
    await this.#serde.learn(value);
    const view = matchView(this.#serde.decode(value).value as Prediction, { ...record, partition });
    const before = this.#last;
    // written twice, as a producer's retry may
    if (before !== undefined && view.sequence <= before.sequence) return;
    this.#last = view;
    if (before === undefined) this.#pieces.push(JSON.stringify(view));
    else this.#pieces.push(JSON.stringify({ sequence: view.sequence, set: changedMembers(before, view) }));
  }

  end(): Buffer {
    const [image, ...deltas] = this.#pieces;
    if (image === undefined) {
      throw new EdgeError("PREDICTION_UNKNOWN", `The log has no prediction of ${this.#matchId} any more.`);
    }
    return Buffer.from(`{"matchId":${JSON.stringify(this.#matchId)},"image":${image},"deltas":[${deltas.join(",")}]}`);
  }
}

interface Place {
  readonly partition: number;
  readonly offset: bigint;
}

function placeOf(point: PredictionPoint | undefined): Place {
  const [partition = "", offset = ""] = point?.token.split(":") ?? [];
  return { partition: Number(partition), offset: BigInt(offset) };
}

function tooLong(matchId: string, recordsMax: number): EdgeError {
  return new EdgeError(
    "REPLAY_TOO_LONG",
    `Over ${recordsMax} records stand between the first and the last prediction of ${matchId}: follow a part of it by /v1/matches/:matchId/predictions.`,
  );
}

async function late(waitMs: number, signal: AbortSignal): Promise<never> {
  await sleep(waitMs, undefined, { signal, ref: false });
  throw new EdgeError("LOG_SLOW", `Kafka has not given the predictions within ${waitMs / 1000} s: ask again later.`);
}

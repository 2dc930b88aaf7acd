import { correlationIdOf, type MatchState } from "@touchline/football";
import { StoreReadError } from "@touchline/platform";
import type { MatchEvent } from "@touchline/schemas";
import type { LogClient, OpenSerde, Producer, Serde, StoreReader } from "@touchline/streams";
import { matchEvents } from "@touchline/topics";
import { heardWithinMs, isPlayed, type Played, silenceOf } from "./played.ts";

/** A match of which nothing was heard for so long is none that is played, whatever its last word was: a log that ends in the middle. */
const abandonedMs = 3 * 3_600_000;
/** How often is looked, as a share of the time that makes a silence. */
const looksWithin = 9;

export interface SilenceWatchOptions {
  readonly client: Pick<LogClient, "offsets" | "producer">;
  readonly openSerde: OpenSerde;
  /** The service's stores; throws until they can be read. */
  readonly reader: () => StoreReader;
  /** A match that is played and of which nothing is heard for so long is silent, ms. */
  readonly afterMs: number;
  readonly onSilence: (event: MatchEvent) => void;
  /** Told where it could not look or write; it is tried again. */
  readonly onFailure: (error: Error) => void;
  /** Ms since the epoch. */
  readonly now?: () => number;
}

/**
 * Notices that nothing comes of a match that is played, and says so in its log, where it is folded as any other entry: time enters only
 * as events. When a match was last heard of stands in the service's own state, by the time of the log; and this process has to have watched it
 * for as long itself, so that no clock of a producer makes a silence. Nothing is silent that still stands unread in the log: so neither an old log that
 * is being caught up with, nor a service that was down, makes a silence of what was told meanwhile.
 */
export class SilenceWatch {
  readonly #options: SilenceWatchOptions;
  #writer: Writer | undefined;
  #looking: Promise<void> = Promise.resolve();
  /** By match. */
  #watched: ReadonlyMap<string, Watched> = new Map();

  constructor(options: SilenceWatchOptions) {
    this.#options = options;
  }

  /** Looks again and again; gives what ends that. */
  start(): () => Promise<void> {
    const timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.look()).catch((error: Error) => this.#options.onFailure(error));
    }, this.#options.afterMs / looksWithin);
    return async () => {
      clearInterval(timer);
      await this.#looking;
      if (this.#writer !== undefined) await closed(this.#writer);
    };
  }

  /** Looks once, and writes of each match that has fallen silent. */
  async look(): Promise<void> {
    const reader = this.#reader();
    if (reader === undefined) return;
    const page = reader.page("played", { limit: Number.MAX_SAFE_INTEGER });
    const entries = (page?.entries ?? []) as readonly PlayedMatch[];
    const { now = Date.now } = this.#options;
    this.#watched = new Map(
      entries.map(({ key, value: { heardAt } }) => {
        const known = this.#watched.get(key);
        return [key, known?.heardAt === heardAt ? known : { heardAt, since: now() }];
      }),
    );
    const suspects = entries.filter(({ key, value }) => this.#isSilent(key, value));
    if (suspects.length === 0) return;
    const ends = await this.#options.client.offsets(matchEvents.name);
    const found = await Promise.all(
      suspects.map(({ key, task }) => this.#silence(reader, key, task, ends[task]?.high)),
    );
    const silences = found.filter((silence) => silence !== undefined);
    if (silences.length === 0) return;
    await this.#write(silences);
    for (const { event } of silences) this.#options.onSilence(event);
  }

  /** Undefined while the service is starting. */
  #reader(): StoreReader | undefined {
    try {
      return this.#options.reader();
    } catch (error) {
      if (error instanceof StoreReadError) return undefined;
      throw error;
    }
  }

  /** By the log's time as by this process's own: a producer's clock that is behind makes no silence, one that is ahead makes it found later. */
  #isSilent(matchId: string, { heardAt, silent }: Played): boolean {
    const { afterMs, now = Date.now } = this.#options;
    const watched = this.#watched.get(matchId);
    if (silent || watched?.heardAt !== heardAt) return false;
    const age = now() - heardAt;
    return Math.min(age, now() - watched.since) >= afterMs + heardWithinMs && age <= abandonedMs;
  }

  /** The silence of a match, where all that stood in the log when it was first suspected was folded and it is silent still. */
  async #silence(reader: StoreReader, matchId: string, task: number, end = 0n): Promise<Silence | undefined> {
    const watched = this.#watched.get(matchId);
    if (watched === undefined) return undefined;
    // where others are told of all the time, there is always something behind what is folded
    watched.end ??= end;
    // asked at once, so all three are as of the same commit
    const [played, match, revision] = await Promise.all(
      ["played", "match", "revision"].map((store) => reader.get(store, matchId, task)),
    );
    if (played?.at !== "found" || match?.at !== "found" || revision?.at !== "found") return undefined;
    const { state } = match.value as { readonly state: MatchState };
    const readTo = BigInt(match.positions[matchEvents.name] ?? 0);
    if (readTo < watched.end || !this.#isSilent(matchId, played.value as Played) || !isPlayed(state)) return undefined;
    return { event: silenceOf(matchId, state, revision.value as number, this.#options.afterMs), task };
  }

  async #write(silences: readonly Silence[]): Promise<void> {
    const { client, openSerde, now = Date.now } = this.#options;
    this.#writer ??= openWriter(client, openSerde);
    const writer = this.#writer;
    try {
      const [producer, serde] = await writer;
      await producer.send(
        silences.map(({ event, task }) => {
          const entry = { schema: "MatchEvent", value: event } as const;
          const headers = { "correlation-id": correlationIdOf(entry), "ingested-at": now().toFixed(3) };
          const key = Buffer.from(event.matchId);
          return { topic: matchEvents.name, partition: task, key, value: serde.encode(entry), headers };
        }),
      );
    } catch (error) {
      this.#writer = undefined;
      await closed(writer);
      throw error;
    }
  }
}

type Writer = Promise<readonly [Producer, Serde<(typeof matchEvents)["schemas"]>]>;

async function openWriter(client: SilenceWatchOptions["client"], openSerde: OpenSerde): Writer {
  // the one that may fail and need not be closed goes first
  const serde = await openSerde(matchEvents);
  return [await client.producer(), serde];
}

/** Closes what was opened; whether that goes well is no matter where it is not used any more. */
async function closed(writer: Writer): Promise<void> {
  await writer.then(([producer]) => producer.close()).catch(() => {});
}

/** A match that is played, as this process sees it. */
interface Watched {
  readonly heardAt: number;
  /** When this process first saw that it was last heard of then, ms since the epoch by its own clock. */
  readonly since: number;
  /** Where its partition ended when it was first suspected of being silent since; undefined where it is not. */
  end?: bigint;
}

interface PlayedMatch {
  readonly key: string;
  readonly task: number;
  readonly value: Played;
}

interface Silence {
  readonly event: MatchEvent;
  readonly task: number;
}

import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { resultKeyOf, type TeamIdentities } from "@touchline/football";
import { type RefusedRow, readResults } from "@touchline/results";
import type { Result } from "@touchline/schemas";
import type { Provider, Sink } from "../provider.ts";

/** A file of results, by its name in messages. */
export interface ResultsFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the log knows of history: the last thing said of it, and the results themselves. */
export interface HistoryLog {
  statement(): Promise<HistoryStatementInLog | undefined>;
  /** By key: the last statement of each provider on each match. */
  results(): Promise<ReadonlyMap<string, Result>>;
  /** End of each partition of match.results. */
  ends(): Promise<readonly number[]>;
}

export interface HistoryStatementInLog {
  readonly completeTo: number | null;
  readonly positions: readonly number[] | null;
  /** Data that it was said of; undefined where it carries no such header. */
  readonly dataHash: string | undefined;
}

export interface HistoryOptions {
  readonly files: readonly ResultsFile[];
  readonly teams: TeamIdentities;
  /** The table that `teams` was made of: other names mean other results. */
  readonly teamAliases: Buffer;
  readonly log: HistoryLog;
  /** Lines of a file that cannot be results. */
  readonly onRefused?: (file: string, refused: readonly RefusedRow[]) => void;
  /** Results published or found in place, of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Complete to the end of time: this source has said all it knows, and whoever waits for a result before some kick-off
 * waits in vain however late that kick-off is. `detail` says how far the files themselves reach.
 */
export const endOfTime = Date.UTC(9999, 11, 31);

/** Header that tells which files a statement was made of. */
export const dataHashHeader = "data-hash";
/** Raise it when the same files come to mean other results. */
const formVersion = "3";
const progressEvery = 5_000;

/**
 * Publishes past results in the order they were played, once: when the log says that these very files are complete,
 * nothing is read or sent; otherwise only what the log lacks or has otherwise is. While it works `completeTo` is null;
 * when all is acknowledged, it and the positions behind which everything stands tell readers that they need not wait.
 */
export class History implements Provider {
  readonly name = "history";
  readonly #options: HistoryOptions;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  async run(sink: Sink, signal: AbortSignal): Promise<void> {
    const { files, teamAliases, log } = this.#options;
    const dataHash = hashOf([...files.map(({ bytes }) => bytes), teamAliases]);
    const said = await log.statement();
    if (said !== undefined && (await this.#holds(said, dataHash))) return;

    const results = await this.#results();
    const last = results.at(-1)?.kickOff ?? 0;
    const detail = `${results.length} results are being published`;
    const tell = () => sink.health({ state: "RECOVERING", detail, providerTime: last });
    if (results.length > 0) tell();
    const published = await this.#publishMissing(results, sink, signal, tell);
    if (signal.aborted) return;
    await sink.flushed();
    const reach = results.length === 0 ? "no results" : `${results.length} results to ${dayOf(last)}`;
    const positions = await log.ends();
    sink.health(
      { state: "FINISHED", detail: reach, providerTime: last, lastMessageAt: last, completeTo: endOfTime, positions },
      { [dataHashHeader]: dataHash },
    );
    await sink.flushed();
    this.#options.onProgress?.(published, published);
  }

  /** Whether what the log says of history is still so. Without files there is nothing to add to any complete history. */
  async #holds({ completeTo, positions, dataHash }: HistoryStatementInLog, wanted: string): Promise<boolean> {
    if (completeTo === null || positions === null) return false;
    if (this.#options.files.length > 0 && dataHash !== wanted) return false;
    const ends = await this.#options.log.ends();
    return positions.length === ends.length && positions.every((position, index) => position <= (ends[index] ?? 0));
  }

  /** One result an identity, the last row that tells it, by kick-off. */
  async #results(): Promise<Result[]> {
    const { files, teams } = this.#options;
    const byId = new Map<string, Result>();
    for (const { bytes, name } of files) {
      await setImmediate(); // reading a file takes half a second: health and metrics answer in between
      const { rows, refused } = readResults(bytes, name, teams);
      for (const { result } of rows) byId.set(result.matchId, result);
      if (refused.length > 0) this.#options.onRefused?.(name, refused);
    }
    return [...byId.values()].sort((a, b) => a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1));
  }

  async #publishMissing(
    results: readonly Result[],
    sink: Sink,
    signal: AbortSignal,
    tell: () => void,
  ): Promise<number> {
    const inLog = results.length === 0 ? new Map<string, Result>() : await this.#options.log.results();
    let done = 0;
    for (const result of results) {
      if (signal.aborted) break;
      const missing = missingFrom(inLog.get(resultKeyOf(result)), result);
      if (missing !== undefined) await sink.publish({ schema: "Result", value: missing });
      if (++done % progressEvery === 0) {
        tell();
        this.#options.onProgress?.(done, results.length);
      }
    }
    return done;
  }
}

/** What to publish of a result, given what the log has under its key: a correction comes in the next revision. */
function missingFrom(known: Result | undefined, result: Result): Result | undefined {
  if (known === undefined) return result;
  const { revision, ...content } = known;
  const { revision: _, ...wanted } = result;
  if (JSON.stringify(sorted(content)) === JSON.stringify(sorted(wanted))) return undefined;
  return { ...result, revision: revision + 1 };
}

/** Members in the order of their names, two levels deep: as deep as a result is. */
function sorted(value: object): unknown {
  return Object.entries(value)
    .map(([name, member]) => [
      name,
      member !== null && typeof member === "object" ? Object.entries(member).sort() : member,
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function hashOf(contents: readonly Buffer[]): string {
  const hash = createHash("sha256").update(formVersion);
  for (const bytes of contents) hash.update(bytes);
  return hash.digest("hex").slice(0, 16);
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { resultKeyOf, type SuspicionCode, type TeamIdentities } from "@touchline/football";
import {
  type OddsQuote,
  oddsOf,
  type RefusedRow,
  type ResultRow,
  type ResultsFile,
  readResults,
} from "@touchline/results";
import type { LinedUp, Odds, Result } from "@touchline/schemas";
import type { Provider, ProviderRecord, Sink } from "../provider.ts";
import {
  type FilesInLog,
  filesHeader,
  type HistoryStatement,
  hashInLog,
  nameInLog,
  writeFiles,
} from "./history-statement.ts";

/** What the log knows of history: the last thing said of it, and the results, prices and line-ups themselves. */
export interface HistoryLog {
  statement(): Promise<HistoryStatement | undefined>;
  /** By key: the last statement of each provider on each match. */
  results(): Promise<ReadonlyMap<string, Result>>;
  /** Prices in market.odds. */
  quotes(): Promise<{ has(odds: Odds): boolean }>;
  /** By match. */
  lineUps(): Promise<ReadonlyMap<string, LinedUp>>;
  /** End of each partition of match.results and of match.line-ups. */
  ends(): Promise<HistoryEnds>;
}

export interface HistoryEnds {
  readonly results: readonly number[];
  readonly lineUps: readonly number[];
}

/** A file that tells who played in past matches. */
export interface LineUpsFile extends ResultsFile {
  /** One a match, in the order to be published. */
  read(): Promise<readonly LinedUp[]>;
}

export interface HistoryOptions {
  readonly files: readonly ResultsFile[];
  /** None by default. */
  readonly lineUps?: LineUpsFile;
  readonly teams: TeamIdentities;
  /** The table that `teams` was made of: other names mean other results. */
  readonly teamAliases: Buffer;
  readonly log: HistoryLog;
  readonly observer?: HistoryObserver;
}

/** What a line of a file of results becomes. */
type PastRecord = Extract<ProviderRecord, { schema: "Result" | "Odds" }>;

/** What history lets be seen. */
export interface HistoryObserver {
  /** A file was read; one whose content is in the log already is not, and `rows` is null. */
  read?(file: string, rows: number | null, unplayed: number): void;
  /** Lines of a file that cannot be results. */
  refused?(file: string, refused: readonly RefusedRow[]): void;
  /** A line says what another one says, or a part of it cannot be read: it counts without that. */
  odd?(file: string, line: number, code: OddRow, what: string): void;
  /** A line's result, or a price of it, that was not let into the log. */
  rejected?(file: string, line: number, record: PastRecord): void;
  published?(record: ProviderRecord): void;
  /** Results published or found in place, of all. */
  progress?(done: number, total: number): void;
}

/**
 * Complete to the end of time: this source has said all it knows, and whoever waits for a result before some kick-off
 * waits in vain however late that kick-off is. `detail` says how far the files themselves reach.
 */
export const endOfTime = Date.UTC(9999, 11, 31);

const progressEvery = 5_000;

/**
 * Publishes past results in the order they were played, with the prices that their files hold, then who played, once. What the log says of
 * history names the files that are in it: those are neither read nor sent, and of others only what the log lacks or has otherwise
 * is. So one that was killed goes on, and a file that grew by a day costs that day. While it works `completeTo` is null; when all is
 * acknowledged, it and the positions behind which everything stands tell readers that they need not wait.
 */
export class History implements Provider {
  readonly name = "history";
  readonly #options: HistoryOptions;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  async run(sink: Sink, signal: AbortSignal): Promise<void> {
    const { files, lineUps, teamAliases, log, observer } = this.#options;
    const said = await log.statement();
    const held = said === undefined ? undefined : await this.#held(said);
    const all = lineUps === undefined ? files : [...files, lineUps];
    const hashes = Object.fromEntries(all.map((file) => [nameInLog(file), hashInLog(file, teamAliases)]));
    // of two files that tell the same match the later counts: so what comes after one that changed is read again too
    const first = files.findIndex((file) => held?.files[nameInLog(file)] !== hashes[nameInLog(file)]);
    const missing = first < 0 ? [] : files.slice(first);
    for (const { name } of files.slice(0, files.length - missing.length)) observer?.read?.(name, null, 0);
    const who =
      lineUps !== undefined && held?.files[nameInLog(lineUps)] !== hashes[nameInLog(lineUps)] ? lineUps : null;
    if (missing.length === 0 && who === null && held !== undefined && held.completeTo !== null) return;

    // a kill leaves it open which versions of these the log holds: whoever comes next compares them again
    const untouched = { ...held?.files };
    for (const file of who === null ? missing : [...missing, who]) delete untouched[nameInLog(file)];

    const rows = await this.#rows(missing);
    const last = rows.at(-1)?.result.kickOff ?? 0;
    const tell = () => {
      const detail = `${rows.length} results are being published`;
      const { positions = null, lineUpPositions = null } = held ?? {};
      sink.health(
        { state: "RECOVERING", detail, providerTime: last, positions, lineUpPositions },
        headersOf(untouched),
      );
    };
    if (rows.length > 0) tell();
    const partly = await this.#publishMissing(rows, sink, signal, tell);
    if (who !== null) await this.#publishLineUps(who, sink, signal);
    if (signal.aborted) return;
    for (const file of missing) if (partly.has(file.name)) delete hashes[nameInLog(file)];
    await sink.flushed();
    const detail = missing.length === 0 ? "no files to read" : `${rows.length} results to ${dayOf(last)}`;
    const { results: positions, lineUps: lineUpPositions } = await log.ends();
    const complete = { completeTo: endOfTime, positions, lineUpPositions };
    sink.health(
      { state: "FINISHED", detail, providerTime: last, lastMessageAt: last, ...complete },
      headersOf({ ...untouched, ...hashes }),
    );
    await sink.flushed();
    observer?.progress?.(rows.length, rows.length);
  }

  /** What was said, where it is still so: undefined where a topic has lost what it was said of. */
  async #held(said: HistoryStatement): Promise<HistoryStatement | undefined> {
    if (said.positions === null) return undefined;
    const { results, lineUps } = await this.#options.log.ends();
    const isThere = areWithin(said.positions, results) && areWithin(said.lineUpPositions ?? [], lineUps);
    return isThere ? said : undefined;
  }

  /** One row an identity, the last that tells it, by kick-off; with the prices of all. */
  async #rows(files: readonly ResultsFile[]): Promise<RowOfFile[]> {
    const { teams, observer } = this.#options;
    const byKey = new Map<string, RowOfFile>();
    for (const { bytes, name } of files) {
      await setImmediate(); // reading a file takes half a second: health and metrics answer in between
      const { rows, refused, unplayed } = readResults(bytes, name, teams);
      for (const row of rows) {
        const key = resultKeyOf(row.result);
        const before = byKey.get(key);
        if (before !== undefined) {
          const code = isDeepStrictEqual(before.result, row.result) ? "REPEATED" : "TOLD_TWICE";
          observer?.odd?.(
            name,
            row.line,
            code,
            `${row.result.matchId} stands in line ${before.line} of ${before.file}`,
          );
        }
        for (const what of row.passedOver) observer?.odd?.(name, row.line, "UNREADABLE", what);
        const odds = withLater(before?.odds ?? [], row.odds);
        byKey.set(key, { ...row, odds, file: name });
      }
      observer?.read?.(name, rows.length, unplayed);
      if (refused.length > 0) observer?.refused?.(name, refused);
    }
    return [...byKey.values()].sort(
      ({ result: a }, { result: b }) => a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1),
    );
  }

  async #publishLineUps(file: LineUpsFile, sink: Sink, signal: AbortSignal): Promise<void> {
    const { log, observer } = this.#options;
    const [lineUps, inLog] = await Promise.all([file.read(), log.lineUps()]);
    for (const value of lineUps) {
      if (signal.aborted) break;
      const missing = missingFrom(inLog.get(value.matchId), value);
      if (missing === undefined) continue;
      const record: ProviderRecord = { schema: "LinedUp", value: missing };
      await sink.publish(record);
      observer?.published?.(record);
    }
  }

  /** Gives the files of which a result was not let in: it may be next time, when its team is known. */
  async #publishMissing(
    rows: readonly RowOfFile[],
    sink: Sink,
    signal: AbortSignal,
    tell: () => void,
  ): Promise<ReadonlySet<string>> {
    const { log, observer } = this.#options;
    const partly = new Set<string>();
    if (rows.length === 0) return partly;
    const results = await log.results();
    const quotes = rows.some(({ odds }) => odds.length > 0) ? await log.quotes() : undefined;
    let done = 0;
    for (const row of rows) {
      if (signal.aborted) break;
      const missing = missingFrom(results.get(resultKeyOf(row.result)), row.result);
      const records: PastRecord[] = missing === undefined ? [] : [{ schema: "Result", value: missing }];
      for (const value of oddsOf(row)) if (quotes?.has(value) === false) records.push({ schema: "Odds", value });
      for (const record of records) {
        const outcome = await sink.publish(record);
        if (outcome === "rejected") observer?.rejected?.(row.file, row.line, record);
        else if (outcome === "accepted") observer?.published?.(record);
        if (outcome !== "rejected" || record.schema !== "Result") continue;
        partly.add(row.file);
        break; // without its result a price says nothing
      }
      if (++done % progressEvery === 0) {
        tell();
        observer?.progress?.(done, rows.length);
      }
    }
    return partly;
  }
}

/** Whether a topic that ends there has all below these positions. */
function areWithin(positions: readonly number[], ends: readonly number[]): boolean {
  return positions.length <= ends.length && positions.every((position, i) => position <= (ends[i] ?? 0));
}

type OddRow = Extract<SuspicionCode, "REPEATED" | "TOLD_TWICE" | "UNREADABLE">;

interface RowOfFile extends ResultRow {
  readonly file: string;
}

/** Quotes of two rows of a match: where both tell one, the later row's. */
function withLater(quotes: readonly OddsQuote[], later: readonly OddsQuote[]): readonly OddsQuote[] {
  if (quotes.length === 0) return later;
  const same = (a: OddsQuote, b: OddsQuote) =>
    a.book === b.book && a.closing === b.closing && a.market === b.market && a.line === b.line;
  return [...quotes.filter((quote) => !later.some((each) => same(each, quote))), ...later];
}

/** What to publish of a statement, given what the log has under its key: a correction comes in the next revision. */
function missingFrom<S extends { readonly revision: number }>(known: S | undefined, said: S): S | undefined {
  if (known === undefined) return said;
  const { revision } = known;
  if (isDeepStrictEqual(known, { ...said, revision })) return undefined;
  return { ...said, revision: revision + 1 };
}

const headersOf = (files: FilesInLog) => ({ [filesHeader]: writeFiles(files) });

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

import { setImmediate } from "node:timers/promises";
import { impossibleResult, type Refusal, refusal, resultKeyOf } from "@touchline/football";
import { countsUntil, History, type PreMatchFixture, ToldResults, teamFormAsOf, vectorOf } from "@touchline/prematch";
import type { FeedHealth, Result, Team, TeamForm } from "@touchline/schemas";
import {
  type LogClient,
  type OpenSerde,
  type Origin,
  openView,
  type View,
  ViewWatermark,
  type Watermark,
} from "@touchline/streams";
import { feedHealth, matchLineUps, matchResults } from "@touchline/topics";
import type { FormLookUp } from "./form-look-up.ts";
import { joined, openLineUps } from "./line-up-view.ts";

/** Provider whose health says how far history is complete. */
const historyProvider = "history";
/** Matches that are folded, and fits that are made, before others get their turn: some 10 ms. */
const matchesAtOnce = 500;
const fitsAtOnce = 12;

export interface HistoryViewOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  /** Longest wait of a look-up for all results that count for it, ms. */
  readonly waitMs: number;
  readonly onFailure: (error: Error) => void;
  /** Told of each record that cannot be read, or is no possible result; it is passed over, for one bad result must not keep every match waiting. */
  readonly onUndecodable: (record: Origin, error: Error) => void;
  /** Told the teams of each result. */
  readonly onTeam?: (team: Team) => void;
  /** Told of each result that cannot be, beside `onUndecodable`. */
  readonly onRefused?: (result: Result, reason: Refusal) => void;
  /** A look-up stopped waiting for results up to this moment, ms since the epoch. */
  readonly onCutShort?: (upTo: number) => void;
}

/** All results there are, as they come in, and who played. */
export class HistoryView implements FormLookUp {
  readonly #history = new History();
  readonly #told = new ToldResults(this.#history);
  #results: View | undefined;
  #lineUps: View | undefined;
  #feeds: View | undefined;
  #watermark: ViewWatermark | undefined;
  #ahead: Promise<void> = Promise.resolve();
  readonly #closed = new AbortController();

  private constructor() {}

  /** Starts to read; does not wait until all is read. */
  static async open(options: HistoryViewOptions): Promise<HistoryView> {
    const view = new HistoryView();
    const { client, openSerde, onFailure, onUndecodable } = options;
    view.#results = await openView(matchResults, {
      client,
      openSerde,
      onFailure,
      onUndecodable,
      apply: (record) => {
        if (record.value === null) return view.#told.remove(record.key);
        const impossible = wrongWith(record.key, record.value);
        if (impossible !== null) {
          options.onRefused?.(record.value, impossible);
          return onUndecodable(record, new Error(`${impossible.code}: ${impossible.message}`));
        }
        options.onTeam?.(record.value.home);
        options.onTeam?.(record.value.away);
        view.#told.put(record.key, record.value);
      },
    });
    view.#lineUps = await openLineUps(view.#history, { client, openSerde, onFailure, onUndecodable });
    const read = joined(view.#results, view.#lineUps);
    view.#watermark = new ViewWatermark(read, options);
    view.#feeds = await openView(feedHealth, {
      client,
      openSerde,
      onFailure,
      onUndecodable,
      apply: ({ key, value }) => {
        if (key !== historyProvider) return;
        const word = watermarkIn(value);
        view.#watermark?.tell(word);
        if (word !== undefined) view.#workAhead(read.reached(word.positions)).catch(onFailure);
      },
    });
    view.#ahead = view.#workAhead(view.caughtUp());
    view.#ahead.catch(onFailure);
    return view;
  }

  /** Resolves once what stood in the log at opening has been read. */
  async caughtUp(): Promise<void> {
    await Promise.all([this.#results?.caughtUp, this.#lineUps?.caughtUp, this.#feeds?.caughtUp]);
  }

  /** Results known. */
  get size(): number {
    return this.#history.size;
  }

  /** Matches whose line-ups are known. */
  get lineUps(): number {
    return this.#history.squads.size;
  }

  /** Offset to read next, by partition of match.results. */
  positions(): readonly bigint[] {
    return this.#results?.positions() ?? [];
  }

  readTo(): Readonly<Record<string, readonly number[]>> {
    const lineUps = this.#lineUps?.positions() ?? [];
    return { [matchResults.name]: this.positions().map(Number), [matchLineUps.name]: lineUps.map(Number) };
  }

  formAsOf(teamId: string, kickOff: number): TeamForm {
    this.#history.settle();
    return teamFormAsOf(this.#history, teamId, kickOff);
  }

  vectorOf(fixture: PreMatchFixture): Float64Array {
    this.#history.settle();
    return vectorOf(this.#history, fixture);
  }

  /** All that was read, to be asked at once: what is read next may come between. */
  past(): History {
    this.#history.settle();
    return this.#history;
  }

  isComplete(kickOff: number): boolean {
    return this.#watermark?.isComplete(lastThatCounts(kickOff)) ?? false;
  }

  ready(kickOff: number, signal: AbortSignal): Promise<void> | undefined {
    const reached = this.#watermark?.ready(lastThatCounts(kickOff), signal);
    if (reached !== undefined) return reached.then(() => this.#fold(signal));
    return this.#history.unsettled <= matchesAtOnce ? undefined : this.#fold(signal);
  }

  /** Resolves when what was read is folded, so that a look-up need not do it at once. */
  async settled(signal: AbortSignal): Promise<void> {
    if (this.#history.unsettled > matchesAtOnce) await this.#fold(signal);
  }

  /** Resolves when all is made of what stood in the log at opening, also what seldom look-ups wait for. */
  workedAhead(): Promise<void> {
    return this.#ahead;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await Promise.all([this.#results?.close(), this.#lineUps?.close(), this.#feeds?.close()]);
  }

  /** Once so much is read, folds it before anybody asks, and then makes what first look-ups would wait for. */
  async #workAhead(read: Promise<void>): Promise<void> {
    const { signal } = this.#closed;
    await read;
    await this.#fold(signal);
    while (!signal.aborted && this.#history.unsettled === 0 && this.#history.workAhead(fitsAtOnce)) {
      await setImmediate();
    }
  }

  /** Folding the whole of history takes a second or two: everything else goes on in between. */
  async #fold(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (this.#history.settle(matchesAtOnce) || this.#history.learn(matchesAtOnce))) {
      await setImmediate();
    }
  }
}

/** A live season's results are never known up to a kick-off, and need not be: those of the days that count suffice. */
const lastThatCounts = (kickOff: number): number => countsUntil(kickOff) - 1;

/** Under another key a statement would stand beside its own corrections, and count twice. */
function wrongWith(key: string, result: Result): Refusal | null {
  if (key === resultKeyOf(result)) return impossibleResult(result);
  return refusal("KEY_MISMATCH", `the statement of ${result.provider} on ${result.matchId} has the key ${key}`);
}

/** What the health of history promises of its results, and of the line-ups that go with them. */
function watermarkIn(health: FeedHealth | null): Watermark | undefined {
  if (health === null || health.completeTo === null || health.positions === null) return undefined;
  const { completeTo, positions, lineUpPositions } = health;
  const ofResults = Array.from({ length: matchResults.partitions }, (_, partition) => positions[partition] ?? 0);
  return { completeTo, positions: [...ofResults, ...(lineUpPositions ?? [])].map(BigInt) };
}

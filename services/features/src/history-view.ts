import { formAsOf, impossibleResult, TeamHistory } from "@touchline/football";
import type { FeedHealth, TeamForm } from "@touchline/schemas";
import { type LogClient, type OpenSerde, type Origin, openView, type View } from "@touchline/streams";
import { feedHealth, matchResults } from "@touchline/topics";
import type { FormLookUp } from "./form-look-up.ts";

/** Provider whose health says how far history is complete. */
const historyProvider = "history";

export interface HistoryViewOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  /** Longest wait of a look-up for history to reach its kick-off, ms. */
  readonly waitMs: number;
  readonly onFailure: (error: Error) => void;
  /** Told of each record that cannot be read, or is no possible result; it is passed over, for one bad result must not keep every match waiting. */
  readonly onUndecodable: (record: Origin, error: Error) => void;
  /** A look-up stopped waiting. */
  readonly onCutShort?: (kickOff: number) => void;
}

/** All results there are, as they come in. */
export class HistoryView implements FormLookUp {
  readonly #history = new TeamHistory();
  readonly #options: HistoryViewOptions;
  readonly #waiting = new Set<() => void>();
  #results: View | undefined;
  #feeds: View | undefined;
  #health: FeedHealth | undefined;
  /** The word from history that a look-up waited for a better one in vain: no other waits again until it comes. */
  #gaveUpOn: { readonly health: FeedHealth | undefined } | undefined;

  private constructor(options: HistoryViewOptions) {
    this.#options = options;
  }

  /** Starts to read; does not wait until all is read. */
  static async open(options: HistoryViewOptions): Promise<HistoryView> {
    const view = new HistoryView(options);
    const { client, openSerde, onFailure, onUndecodable } = options;
    view.#results = await openView(matchResults, {
      client,
      openSerde,
      onFailure,
      onUndecodable,
      apply: (record) => {
        if (record.value === null) return view.#history.remove(record.key);
        const impossible = impossibleResult(record.value);
        if (impossible !== null) return onUndecodable(record, new Error(`${impossible.code}: ${impossible.message}`));
        view.#history.put(record.value);
      },
    });
    view.#feeds = await openView(feedHealth, {
      client,
      openSerde,
      onFailure,
      onUndecodable,
      apply: ({ key, value }) => {
        if (key === historyProvider) view.#heard(value ?? undefined);
      },
    });
    return view;
  }

  /** Resolves once what stood in the log at opening has been read. */
  async caughtUp(): Promise<void> {
    await Promise.all([this.#results?.caughtUp, this.#feeds?.caughtUp]);
  }

  /** Results known. */
  get size(): number {
    return this.#history.size;
  }

  /** Offset to read next, by partition of match.results. */
  positions(): readonly bigint[] {
    return this.#results?.positions() ?? [];
  }

  formAsOf(teamId: string, kickOff: number): TeamForm {
    return formAsOf(this.#history, teamId, kickOff);
  }

  isComplete(kickOff: number): boolean {
    const needed = this.#positionsFor(kickOff);
    if (needed === undefined) return false;
    const positions = this.positions();
    return needed.every((position, partition) => (positions[partition] ?? 0n) >= position);
  }

  ready(kickOff: number, signal: AbortSignal): Promise<void> | undefined {
    if (this.isComplete(kickOff)) return undefined;
    const hopeless = this.#gaveUpOn !== undefined && this.#gaveUpOn.health === this.#health;
    if (hopeless && this.#positionsFor(kickOff) === undefined) return undefined;
    return this.#wait(kickOff, signal);
  }

  async close(): Promise<void> {
    await Promise.all([this.#results?.close(), this.#feeds?.close()]);
  }

  async #wait(kickOff: number, signal: AbortSignal): Promise<void> {
    const over = AbortSignal.any([signal, AbortSignal.timeout(this.#options.waitMs)]);
    while (!this.isComplete(kickOff) && !over.aborted) {
      const positions = this.#positionsFor(kickOff);
      if (positions === undefined) await this.#nextHealth(over);
      else await this.#results?.reached(positions, over);
    }
    if (this.isComplete(kickOff) || signal.aborted) return;
    this.#gaveUpOn = { health: this.#health };
    this.#options.onCutShort?.(kickOff);
  }

  /** Where match.results must have been read to, so that nothing before a kick-off is missing; undefined while not known. */
  #positionsFor(kickOff: number): readonly bigint[] | undefined {
    const { completeTo, positions } = this.#health ?? { completeTo: null, positions: null };
    if (completeTo === null || positions === null || completeTo <= kickOff) return undefined;
    return positions.map(BigInt);
  }

  #heard(health: FeedHealth | undefined): void {
    this.#health = health;
    for (const wake of [...this.#waiting]) wake();
  }

  #nextHealth(over: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        over.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      over.addEventListener("abort", wake, { once: true });
    });
  }
}

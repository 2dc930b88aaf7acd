import { placeOf } from "@touchline/prematch";
import type { PreMatch } from "@touchline/schemas";
import { type OpenSerde, openView, type ReadingClient, type View } from "@touchline/streams";
import { matchFeatures } from "@touchline/topics";
import { lastPricesHours } from "./season-prices.ts";

const hours = placeOf("match.odds.hours");

/** What the features service publishes of matches before their kick-off, as it comes. */
export class PublishedVectors {
  /** The last of each match, by match id. */
  readonly byMatch = new Map<string, PreMatch>();
  readonly #begun = new Set<string>();
  readonly #failed = Promise.withResolvers<never>();
  readonly #onBegun: (count: number) => void;
  #view: View | undefined;
  #waiting: { readonly isMet: () => boolean; readonly resolve: () => void } | undefined;

  private constructor(onBegun: (count: number) => void) {
    this.#onBegun = onBegun;
    // may fail while nobody waits
    this.#failed.promise.catch(() => {});
  }

  /** `onBegun`: told how many matches have begun to be played, after each of them. */
  static async open(
    client: ReadingClient,
    openSerde: OpenSerde,
    onBegun: (count: number) => void,
  ): Promise<PublishedVectors> {
    const vectors = new PublishedVectors(onBegun);
    vectors.#view = await openView(matchFeatures, {
      client,
      openSerde,
      apply: ({ schema, value }) => {
        if (schema === "PreMatch") vectors.byMatch.set(value.matchId, value);
        // what was known before it goes before the features of a match that is being played
        if (schema === "Features" && value.period > 0) vectors.#begin(value.matchId);
        if (vectors.#waiting?.isMet()) vectors.#waiting.resolve();
      },
      onFailure: vectors.#failed.reject,
    });
    return vectors;
  }

  /** Resolves when so many matches have begun: their vectors are final then. Rejects when `gone` resolves before. */
  begun(count: number, gone: Promise<unknown>): Promise<void> {
    return this.#until(() => this.#begun.size >= count, gone);
  }

  /** Resolves when the last prices of these matches are in what was published of them. Rejects when `gone` resolves before. */
  priced(matchIds: ReadonlySet<string>, gone: Promise<unknown>): Promise<void> {
    const left = new Set(matchIds);
    return this.#until(() => {
      for (const id of left) if (this.byMatch.get(id)?.values[hours] === lastPricesHours) left.delete(id);
      return left.size === 0;
    }, gone);
  }

  async #until(isMet: () => boolean, gone: Promise<unknown>): Promise<void> {
    if (isMet()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting = { isMet, resolve };
    const ended = gone.then(() => {
      throw new Error(`the features service ended when ${this.#begun.size} matches had begun`);
    });
    await Promise.race([promise, this.#failed.promise, ended]);
    this.#waiting = undefined;
  }

  async close(): Promise<void> {
    await this.#view?.close();
  }

  #begin(matchId: string): void {
    this.#begun.add(matchId);
    this.#onBegun(this.#begun.size);
  }
}

import { sameContent, type Verdict } from "./revision.ts";

/**
 * The last version of each statement, by identity, of the most recent so many: what is enough to notice that a feed
 * repeats itself or falls behind, without keeping all that was ever said. `version` orders the versions of a statement: a
 * revision, or a time.
 */
export class LatestTold<T> {
  readonly #versionOf: (value: T) => number;
  readonly #max: number;
  readonly #known = new Map<string, T>();

  constructor(versionOf: (value: T) => number, max: number) {
    this.#versionOf = versionOf;
    this.#max = max;
  }

  /** What a version means beside the youngest known. It is kept where it is new, replaces that one, or `conflict` as well where `lastWins`. */
  judge(id: string, value: T, { lastWins = false } = {}): Verdict {
    const known = this.#known.get(id);
    const verdict = known === undefined ? "new" : this.#compare(known, value);
    if (verdict === "new" || verdict === "replaces" || (lastWins && verdict === "conflict")) this.#keep(id, value);
    return verdict;
  }

  #compare(known: T, value: T): Verdict {
    const ahead = this.#versionOf(value) - this.#versionOf(known);
    if (ahead !== 0) return ahead > 0 ? "replaces" : "stale";
    return sameContent(known, value) ? "duplicate" : "conflict";
  }

  #keep(id: string, value: T): void {
    this.#known.delete(id);
    this.#known.set(id, value);
    if (this.#known.size <= this.#max) return;
    this.#known.delete(this.#known.keys().next().value as string);
  }
}

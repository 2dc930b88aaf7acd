import { sameContent, type Verdict } from "./revision.ts";

/**
 * The last version of each statement, by identity, of at least the most recent so many, at most twice as many: what is enough to notice that a feed
 * repeats itself or falls behind, without keeping all that was ever said. `version` orders the versions of a statement: a
 * revision, or a time.
 */
export class LatestTold<T> {
  readonly #versionOf: (value: T) => number;
  readonly #max: number;
  /** What was told last, and what was told before that: dropped as a whole, for a map that loses its eldest again and again is slow to find it. */
  #known = new Map<string, T>();
  #before: ReadonlyMap<string, T> = new Map();

  constructor(versionOf: (value: T) => number, max: number) {
    this.#versionOf = versionOf;
    this.#max = max;
  }

  /** What a version means beside the youngest known. It is kept where it is new, replaces that one, or `conflict` as well where `lastWins`. */
  judge(id: string, value: T, { lastWins = false } = {}): Verdict {
    const known = this.#known.get(id) ?? this.#before.get(id);
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
    this.#known.set(id, value);
    if (this.#known.size < this.#max) return;
    this.#before = this.#known;
    this.#known = new Map();
  }
}

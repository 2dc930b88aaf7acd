import { Recent } from "./recent.ts";
import { sameContent, type Verdict } from "./revision.ts";

/**
 * The last version of each statement, by identity, of at least the most recent so many: what is enough to notice that a feed
 * repeats itself or falls behind, without keeping all that was ever said. `version` orders the versions of a statement: a
 * revision, or a time.
 */
export class LatestTold<T> {
  readonly #versionOf: (value: T) => number;
  readonly #known: Recent<T>;

  constructor(versionOf: (value: T) => number, max: number) {
    this.#versionOf = versionOf;
    this.#known = new Recent(max);
  }

  /** What a version means beside the youngest known. It is kept where it is new, replaces that one, or `conflict` as well where `lastWins`. */
  judge(id: string, value: T, { lastWins = false } = {}): Verdict {
    const known = this.#known.get(id);
    const verdict = known === undefined ? "new" : this.#compare(known, value);
    if (verdict === "new" || verdict === "replaces" || (lastWins && verdict === "conflict")) this.#known.set(id, value);
    return verdict;
  }

  #compare(known: T, value: T): Verdict {
    const ahead = this.#versionOf(value) - this.#versionOf(known);
    if (ahead !== 0) return ahead > 0 ? "replaces" : "stale";
    return sameContent(known, value) ? "duplicate" : "conflict";
  }
}

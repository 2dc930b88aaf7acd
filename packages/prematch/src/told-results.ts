import type { Counts, Result } from "@touchline/schemas";
import type { History } from "./history.ts";
import { playedOf } from "./played-of.ts";

/**
 * What several providers say of the same matches, brought into one history. The statement that tells most counts; what it
 * leaves open is filled from the others, if they agree on the score. So it does not matter who spoke first, nor what a
 * compacted topic has forgotten: each provider's last statement is kept under a key of its own.
 */
export class ToldResults {
  readonly #history: History;
  readonly #byKey = new Map<string, Result>();
  /** Keys of the statements of each match; nearly always there is one. */
  readonly #keys = new Map<string, string | readonly string[]>();

  constructor(history: History) {
    this.#history = history;
  }

  /** Takes a provider's statement; one in a lower revision than its last is passed over. */
  put(key: string, result: Result): void {
    const known = this.#byKey.get(key);
    if (known !== undefined && known.revision > result.revision) return;
    if (known !== undefined && known.matchId !== result.matchId) this.remove(key);
    this.#byKey.set(key, result);
    const keys = this.#keys.get(result.matchId);
    if (keys === undefined) this.#keys.set(result.matchId, key);
    else if (keys !== key) this.#keys.set(result.matchId, [...new Set([...listed(keys), key])]);
    this.#tell(result.matchId);
  }

  /** Forgets a provider's statement. */
  remove(key: string): void {
    const known = this.#byKey.get(key);
    if (known === undefined) return;
    this.#byKey.delete(key);
    const [first, ...more] = listed(this.#keys.get(known.matchId)).filter((each) => each !== key);
    if (first === undefined) this.#keys.delete(known.matchId);
    else this.#keys.set(known.matchId, more.length === 0 ? first : [first, ...more]);
    this.#tell(known.matchId);
  }

  #tell(matchId: string): void {
    const keys = this.#keys.get(matchId);
    const merged =
      typeof keys === "string"
        ? this.#byKey.get(keys)
        : mergeStatements(listed(keys).map((key) => this.#byKey.get(key) as Result));
    if (merged === undefined) this.#history.remove(matchId);
    else this.#history.put(playedOf(merged));
  }
}

function listed(keys: string | readonly string[] | undefined): readonly string[] {
  return typeof keys === "string" ? [keys] : (keys ?? []);
}

/** The one result that follows from what is said of a match, in any order; undefined where nothing is. */
export function mergeStatements(statements: readonly Result[]): Result | undefined {
  const [best, ...others] = [...statements].sort(
    (a, b) => told(b) - told(a) || b.revision - a.revision || (a.provider < b.provider ? -1 : 1),
  );
  let merged = best;
  for (const other of others) if (merged !== undefined) merged = filled(merged, other);
  return merged;
}

function told({ halfTime, referee, homeCounts, awayCounts, goalTimes }: Result): number {
  return [halfTime, referee, homeCounts, awayCounts, goalTimes].filter((part) => part !== null).length;
}

function filled(result: Result, other: Result): Result {
  const same = result.home.id === other.home.id ? other : mirrored(other);
  if (same.score.home !== result.score.home || same.score.away !== result.score.away) return result;
  return {
    ...result,
    halfTime: result.halfTime ?? same.halfTime,
    referee: result.referee ?? same.referee,
    homeCounts: filledCounts(result.homeCounts, same.homeCounts),
    awayCounts: filledCounts(result.awayCounts, same.awayCounts),
    goalTimes: result.goalTimes ?? same.goalTimes,
    closing: result.closing ?? same.closing,
  };
}

function filledCounts(counts: Counts | null, other: Counts | null): Counts | null {
  if (counts === null || other === null) return counts ?? other;
  return {
    shots: counts.shots ?? other.shots,
    shotsOnTarget: counts.shotsOnTarget ?? other.shotsOnTarget,
    corners: counts.corners ?? other.corners,
    fouls: counts.fouls ?? other.fouls,
    yellowCards: counts.yellowCards ?? other.yellowCards,
    redCards: counts.redCards ?? other.redCards,
  };
}

/** The same match told with the sides the other way round, as sources do of tournaments. */
function mirrored(result: Result): Result {
  const { closing } = result;
  const turned = (score: Result["score"]) => ({ home: score.away, away: score.home });
  return {
    ...result,
    home: result.away,
    away: result.home,
    score: turned(result.score),
    halfTime: result.halfTime && turned(result.halfTime),
    closing: closing && { ...closing, home: closing.away, away: closing.home },
    homeCounts: result.awayCounts,
    awayCounts: result.homeCounts,
    goalTimes:
      result.goalTimes?.map(({ side, minute }) => ({ side: side === "HOME" ? "AWAY" : "HOME", minute }) as const) ??
      null,
  };
}

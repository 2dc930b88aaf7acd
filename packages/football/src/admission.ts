import type { MatchEvent } from "@touchline/schemas";
import {
  checkEvent,
  checkFixture,
  checkLineUp,
  clockOf,
  type MatchSoFar,
  suspiciousEvent,
  suspiciousFixture,
  type TeamKnowledge,
  tellsTime,
} from "./admission-rules.ts";
import { refuseEntry } from "./entry-ranges.ts";
import { entryId, type MatchEntry } from "./match-entry.ts";
import { type Refusal, refusal } from "./reason-codes.ts";
import { judgeRevision } from "./revision.ts";
import type { Suspicion } from "./suspicions.ts";

/** What becomes of a provider's record. A duplicate, and a version older than the one known, change nothing and are not published. */
export type Admission =
  | { readonly outcome: "accepted"; readonly suspicions: readonly Suspicion[] }
  | { readonly outcome: "duplicate" }
  | { readonly outcome: "stale" }
  | ({ readonly outcome: "rejected" } & Refusal);

/**
 * Guards the feed of one match. It sees the provider's records in the provider's own order, and what it decides follows
 * from them alone: the same records give the same decisions. A refused record leaves no trace, so the next revision of
 * the same statement is judged as if it were the first.
 *
 * A version older than the one known is late, not wrong: the higher revision wins wherever it is folded, so it counts
 * beside the duplicates and makes no dead letter.
 */
export class MatchGuard {
  readonly #teams: TeamKnowledge;
  readonly #known = new Map<string, MatchEntry>();
  #soFar: MatchSoFar = {
    hasFixture: false,
    kickOff: null,
    clock: null,
    board: null,
    lineUps: { HOME: null, AWAY: null },
  };

  constructor(teams: TeamKnowledge) {
    this.#teams = teams;
  }

  admit(entry: MatchEntry): Admission {
    const impossible = refuseEntry(entry);
    if (impossible !== null) return rejected(impossible);
    const { revision } = entry.value;
    const known = this.#known.get(entryId(entry));
    switch (judgeRevision(known, entry)) {
      case "duplicate":
        return { outcome: "duplicate" };
      case "stale":
        return { outcome: "stale" };
      case "conflict":
        return rejected(
          refusal("REVISION_CONFLICT", `revision ${revision} of ${entryId(entry)} is known with other content`),
        );
      default:
        return this.#judge(entry, known);
    }
  }

  #judge(entry: MatchEntry, known: MatchEntry | undefined): Admission {
    const checked =
      entry.schema === "Fixture"
        ? checkFixture(this.#soFar, entry.value, this.#teams, known?.schema === "Fixture" ? known.value : undefined)
        : entry.schema === "LineUp"
          ? checkLineUp(this.#soFar, entry.value)
          : checkEvent(this.#soFar, entry.value, known?.schema === "MatchEvent" ? known.value : undefined);
    if ("code" in checked) return rejected(checked);
    const suspicions = suspicious(this.#soFar, entry, known !== undefined);
    this.#soFar = checked;
    this.#known.set(entryId(entry), entry);
    if (known !== undefined && [known, entry].some(movesClock)) {
      this.#soFar = { ...checked, clock: clockOf(this.#knownEvents()) };
    }
    return { outcome: "accepted", suspicions };
  }

  *#knownEvents(): Generator<MatchEvent> {
    for (const entry of this.#known.values()) if (entry.schema === "MatchEvent") yield entry.value;
  }
}

function suspicious(before: MatchSoFar, entry: MatchEntry, corrects: boolean): Suspicion[] {
  switch (entry.schema) {
    case "Fixture":
      return suspiciousFixture(entry.value);
    case "LineUp":
      return [];
    case "MatchEvent":
      return suspiciousEvent(before, entry.value, corrects);
  }
}

function movesClock(entry: MatchEntry): boolean {
  return entry.schema === "MatchEvent" && tellsTime(entry.value);
}

function rejected(reason: Refusal): Admission {
  return { outcome: "rejected", ...reason };
}

import type { FaultClass } from "@touchline/football";

/** What one source is like: a file, or what one provider has in a topic. */
export interface SourceReport {
  readonly source: string;
  /** Records that could be read, those with faults among them. */
  readonly records: number;
  /** First and last moment that they speak of, ISO 8601; null where there are none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Fields that may be empty, and how many are. */
  readonly missing: readonly MissingField[];
  /** What is wrong or odd, by code, the most frequent first. */
  readonly faults: readonly FaultCount[];
  /** Records that come after younger ones of their match, market or season, and how late they are, ms; null where none does. */
  readonly late: {
    readonly records: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
  } | null;
  /** Seasons of a double round robin that have other matches than it implies. */
  readonly gaps: readonly SeasonGap[];
  readonly unknownTeams: readonly UnknownTeam[];
}

export interface MissingField {
  /** Record and field, such as Result.referee. */
  readonly field: string;
  readonly missing: number;
  /** Records in which it could stand. */
  readonly of: number;
}

export interface FaultCount {
  readonly code: string;
  readonly class: FaultClass;
  /**
   * `refused` and `let_pass` by the reader or the gate; `dead_letter`: it was refused before; `stands`: it would be refused, and
   * stands in the topic.
   */
  readonly treatment: "refused" | "let_pass" | "passed_over" | "dead_letter" | "stands";
  readonly count: number;
  readonly example: { readonly message: string; readonly place: string };
}

export interface SeasonGap {
  readonly competition: string;
  readonly season: string;
  readonly teams: number;
  readonly matches: number;
  /** Matches of a double round robin of so many teams. */
  readonly expected: number;
  /** The source's last season of this competition: it may be under way. */
  readonly isLast: boolean;
  /** Teams with the fewest matches, where matches lack: a misspelt name shows here. */
  readonly fewest: readonly { readonly team: string; readonly matches: number }[];
  /** Teams with more matches than a double round robin has for them. */
  readonly tooMany: readonly { readonly team: string; readonly matches: number }[];
}

export interface UnknownTeam {
  readonly id: string;
  readonly name: string;
  readonly records: number;
  /** Where it stands first. */
  readonly place: string;
  /** Known teams that may be meant, the likeliest first. For a person to look at; nothing is decided by likeness. */
  readonly candidates: readonly LikelyTeam[];
}

export interface LikelyTeam {
  readonly id: string;
  readonly name: string;
  /** Likeness of the names, 0 to 1. */
  readonly likeness: number;
}

import type { Alert, AlertEnd, Side } from "@touchline/schemas";

/** What a rule finds in a match at a moment. */
export interface Finding {
  /** Tells apart what a rule may find in a match at a time: an alert is raised once a key, until it has ended. */
  readonly key: string;
  /** The figures reach what raises an alert. */
  readonly raises: boolean;
  /** The figures reach what keeps one. */
  readonly holds: boolean;
  /** Why it is not kept, where that is not its figures. */
  readonly because?: AlertEnd;
  readonly side: Side | null;
  readonly text: string;
  readonly figures: Partial<Pick<Alert, "swing" | "favourite" | "redCard" | "value">>;
  /** Clock of who said it, where that is later than the match's provider's, ms since the epoch. */
  readonly at?: number;
}

/** The key of the finding that raised an alert. */
export function keyOf({ kind, side, cause, value }: Alert): string {
  switch (kind) {
    case "SWING":
      return `${side}`;
    case "RED_CARD":
      return redCardKey(side, cause.id);
    case "VALUE":
      return value === null ? "" : valueKey(value.market, value.line, value.selection);
    default:
      return "";
  }
}

export const redCardKey = (side: Side | null, causeId: string): string => `${side}/${causeId}`;
export const valueKey = (market: string, line: number | null, selection: string): string =>
  `${market}/${line ?? ""}/${selection}`;

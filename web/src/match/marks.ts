import type { CauseView, PredictionPoint, SideName } from "@touchline/client";

export type MarkKind = "goal" | "missed" | "yellow" | "red" | "var" | "substitution" | "line-up";

/** An event worth a mark on the chart, as its latest revision has it. */
export interface Mark {
  readonly kind: MarkKind;
  readonly cause: CauseView;
  readonly side: SideName | null;
  /** Not confirmed yet, or taken back. */
  readonly doubt: "none" | "tentative" | "cancelled";
  /** The prediction that tells what the event did: the last of its revisions' that moved anything, else the last. */
  readonly point: PredictionPoint;
}

/** Marks of a match in the order of play. An event that was revised is shown once, as it was last told. */
export function marks(points: readonly PredictionPoint[]): Mark[] {
  const told = new Map<string, { cause: CauseView; point: PredictionPoint }>();
  for (const point of points) {
    const { cause } = point;
    const before = told.get(cause.id);
    if (before === undefined) told.set(cause.id, { cause, point });
    else if (cause.revision >= before.cause.revision) {
      told.set(cause.id, { cause, point: moves(point) || !moves(before.point) ? point : before.point });
    }
  }
  const found: Mark[] = [];
  for (const { cause, point } of told.values()) {
    const kind = cause.record === "LINE_UP" ? "line-up" : kinds[cause.type ?? ""];
    if (kind !== undefined) found.push({ kind, cause, side: cause.side, doubt: doubts[cause.status], point });
  }
  return found.sort((a, b) => a.cause.period - b.cause.period || a.cause.second - b.cause.second);
}

/** Goals that stand, of one side; the kicks of a shoot-out are none. */
export function goalsOf(side: SideName, all: readonly Mark[]): Mark[] {
  return all.filter(
    (mark) => mark.kind === "goal" && mark.side === side && mark.doubt === "none" && mark.cause.period < 5,
  );
}

/** What shows as 0.0 points has not moved. */
function moves({ change }: PredictionPoint): boolean {
  return change !== null && Math.max(Math.abs(change.home), Math.abs(change.draw), Math.abs(change.away)) >= 0.0005;
}

const kinds: Readonly<Record<string, MarkKind>> = {
  GOAL: "goal",
  OWN_GOAL: "goal",
  PENALTY_SCORED: "goal",
  PENALTY_MISSED: "missed",
  YELLOW: "yellow",
  SECOND_YELLOW: "red",
  RED: "red",
  VAR_DECISION: "var",
  SUBSTITUTION: "substitution",
};

const doubts = { TENTATIVE: "tentative", CONFIRMED: "none", CANCELLED: "cancelled" } as const;

import type { CauseView, PredictionPoint, SideName } from "@touchline/client";

export type MarkKind = "goal" | "missed" | "yellow" | "red" | "var";

/** An event worth a mark on the chart, as its latest revision has it. */
export interface Mark {
  readonly kind: MarkKind;
  readonly cause: CauseView;
  readonly side: SideName | null;
  /** Not confirmed yet, or taken back. */
  readonly doubt: "none" | "tentative" | "cancelled";
}

/** Marks of a match in the order of play. An event that was revised is shown once, as it was last told. */
export function marks(points: readonly PredictionPoint[]): Mark[] {
  const latest = new Map<string, CauseView>();
  for (const { cause } of points) {
    const before = latest.get(cause.id);
    if (before === undefined || cause.revision >= before.revision) latest.set(cause.id, cause);
  }
  const found: Mark[] = [];
  for (const cause of latest.values()) {
    const kind = kinds[cause.type ?? ""];
    if (kind !== undefined) found.push({ kind, cause, side: cause.side, doubt: doubts[cause.status] });
  }
  return found.sort((a, b) => a.cause.period - b.cause.period || a.cause.second - b.cause.second);
}

/** Goals that stand, of one side; the kicks of a shoot-out are none. */
export function goalsOf(side: SideName, all: readonly Mark[]): Mark[] {
  return all.filter(
    (mark) => mark.kind === "goal" && mark.side === side && mark.doubt === "none" && mark.cause.period < 5,
  );
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
};

const doubts = { TENTATIVE: "tentative", CONFIRMED: "none", CANCELLED: "cancelled" } as const;

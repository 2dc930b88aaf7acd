import type { AlertView, MatchView } from "@touchline/client";

/** Alerts of a match as they stand, the latest first. */
export function alertsOfMatch(alerts: Iterable<AlertView>, matchId: string): AlertView[] {
  return [...alerts]
    .filter((alert) => alert.matchId === matchId)
    .sort((a, b) => b.raisedAt - a.raisedAt || b.sequence - a.sequence);
}

/** The same as they stood at a prediction: those raised by then, and open where they ended later. */
export function alertsAt(
  alerts: Iterable<AlertView>,
  { matchId, sequence, asOf }: Pick<MatchView, "matchId" | "sequence" | "asOf">,
): AlertView[] {
  return alertsOfMatch(alerts, matchId)
    .filter((alert) => alert.sequence <= sequence)
    .map((alert) => (alert.endedAt !== null && alert.endedAt > asOf ? { ...alert, ...open } : alert));
}

const open = { state: "RAISED", endedAt: null, endedBecause: null } as const;

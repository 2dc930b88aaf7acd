import type { AlertView } from "@touchline/client";
import type { Alert } from "@touchline/schemas";

/** An alert as clients see it; undefined of a kind or state that this version does not know. */
export function alertView(alert: Alert): AlertView | undefined {
  const { kind, state, endedBecause } = alert;
  if (kind === "UNKNOWN" || state === "UNKNOWN") return undefined;
  return {
    id: alert.id,
    ruleId: alert.ruleId,
    matchId: alert.matchId,
    kind,
    state,
    side: alert.side,
    text: alert.text,
    sequence: alert.sequence,
    period: alert.period,
    second: alert.second,
    raisedAt: alert.raisedAt,
    endedAt: alert.endedAt,
    endedBecause: endedBecause === "UNKNOWN" ? "CEASED" : endedBecause,
  };
}

import { isDeepStrictEqual } from "node:util";
import type { AlertView } from "@touchline/client";

/** Alerts kept of a match; beyond, the oldest goes of the rule that has most. */
const ofMatchMax = 200;
/** Alerts kept in all; beyond, those of the match that was silent longest go. */
const alertsMax = 20_000;

/** What rules found in each match, bounded. Pure memory: a restart reads it from the log again. */
export class MatchAlerts {
  readonly #matchesMax: number;
  /** By match, the one that was silent longest first; then by alert, the oldest first. */
  readonly #kept = new Map<string, Map<string, AlertView>>();
  #size = 0;

  constructor({ matchesMax }: { readonly matchesMax: number }) {
    this.#matchesMax = matchesMax;
  }

  /** Takes an alert in as it stands now; false where it is known so already. */
  apply(alert: AlertView): boolean {
    const { matchId, id } = alert;
    const alerts = this.#kept.get(matchId) ?? new Map<string, AlertView>();
    if (isDeepStrictEqual(alerts.get(id), alert)) return false;
    this.forget(matchId);
    alerts.set(id, alert);
    if (alerts.size > ofMatchMax) alerts.delete(oldestOfMost(alerts));
    this.#kept.set(matchId, alerts);
    this.#size += alerts.size;
    while (this.#kept.size > this.#matchesMax || this.#size > alertsMax) this.forget(first(this.#kept));
    return true;
  }

  /** Of a match, the oldest first. */
  list(matchId: string): readonly AlertView[] {
    return [...(this.#kept.get(matchId)?.values() ?? [])];
  }

  forget(matchId: string): void {
    this.#size -= this.#kept.get(matchId)?.size ?? 0;
    this.#kept.delete(matchId);
  }
}

/** So that what one rule finds pushes out no other's. */
function oldestOfMost(alerts: ReadonlyMap<string, AlertView>): string {
  const counts = new Map<string, number>();
  for (const { ruleId } of alerts.values()) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  const most = Math.max(...counts.values());
  for (const { id, ruleId } of alerts.values()) if (counts.get(ruleId) === most) return id;
  throw new Error("nothing to evict");
}

function first(map: ReadonlyMap<string, unknown>): string {
  for (const key of map.keys()) return key;
  throw new Error("nothing to evict");
}

import { isDeepStrictEqual } from "node:util";
import { alertsMax } from "@touchline/alerts";
import type { AlertView } from "@touchline/client";

/** What rules found in each match, bounded. Pure memory: a restart reads it from the log again. */
export class MatchAlerts {
  readonly #matchesMax: number;
  /** By match, the one that was silent longest first; then by alert, the oldest first. */
  readonly #kept = new Map<string, Map<string, AlertView>>();

  constructor({ matchesMax }: { readonly matchesMax: number }) {
    this.#matchesMax = matchesMax;
  }

  /** Takes an alert in as it stands now; false where it is known so already. */
  apply(alert: AlertView): boolean {
    const { matchId, id } = alert;
    const alerts = this.#kept.get(matchId) ?? new Map<string, AlertView>();
    if (isDeepStrictEqual(alerts.get(id), alert)) return false;
    alerts.set(id, alert);
    if (alerts.size > alertsMax) alerts.delete(first(alerts));
    this.#kept.delete(matchId);
    this.#kept.set(matchId, alerts);
    if (this.#kept.size > this.#matchesMax) this.#kept.delete(first(this.#kept));
    return true;
  }

  /** Of a match, the oldest first. */
  list(matchId: string): readonly AlertView[] {
    return [...(this.#kept.get(matchId)?.values() ?? [])];
  }

  forget(matchId: string): void {
    this.#kept.delete(matchId);
  }
}

function first(map: ReadonlyMap<string, unknown>): string {
  for (const key of map.keys()) return key;
  throw new Error("nothing to evict");
}

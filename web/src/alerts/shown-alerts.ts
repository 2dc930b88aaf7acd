import type { AlertView, Filter } from "@touchline/client";
import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";

/** Alerts of the matches that are followed by name, as they stand. Of all others, of which there may be thousands, none is kept. */
export class ShownAlerts {
  readonly #byId = new SvelteMap<string, AlertView>();
  #matches: readonly string[] = [];

  values(): Iterable<AlertView> {
    return this.#byId.values();
  }

  /** Keeps those of these matches from now on; what is kept of others goes. */
  only({ matches = [] }: Pick<Filter, "matches">): void {
    this.#matches = matches;
    // whoever follows another match does so anew with no alert
    untrack(() => {
      for (const { id, matchId } of [...this.#byId.values()]) if (!matches.includes(matchId)) this.#byId.delete(id);
    });
  }

  /** The stream told it, as it stands now. */
  told(alert: AlertView): void {
    if (this.#matches.includes(alert.matchId)) this.#byId.set(alert.id, alert);
  }

  /** The edge answered with it: the stream may have told its end since. */
  read(alert: AlertView): void {
    const known = this.#byId.get(alert.id);
    const isOlder = known !== undefined && known.state !== "RAISED" && alert.state === "RAISED";
    if (!isOlder) this.told(alert);
  }
}

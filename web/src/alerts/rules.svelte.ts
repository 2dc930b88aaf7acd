import {
  type AlertRule,
  type AlertRuleView,
  alertRules,
  alertsOf,
  Refused,
  removeAlertRule,
  stateAlertRule,
} from "@touchline/client";
import { live } from "../live.svelte.ts";
import { isOnlyFor } from "./alert-words.ts";

const edge = location.origin;

/** Alerts of a match as they stand, and the rules that raise them. */
export class Rules {
  rules = $state.raw<readonly AlertRuleView[]>([]);
  /** Why the last that was asked for could not be done; empty where it was. */
  refused = $state.raw("");
  isBusy = $state.raw(false);
  /** True where what was raised before could not be read. */
  isBlind = $state.raw(false);
  readonly #matchId: string;

  constructor(matchId: string) {
    this.#matchId = matchId;
  }

  /** Reads what was raised so far; the stream tells the rest. */
  async readAlerts(): Promise<void> {
    try {
      for (const alert of await alertsOf(edge, this.#matchId)) live.alerts.read(alert);
      this.isBlind = false;
    } catch {
      this.isBlind = true;
    }
  }

  readRules(): Promise<void> {
    return this.#ask(async () => {
      this.rules = await alertRules(edge);
    });
  }

  /** States a rule for this match alone. */
  state(rule: AlertRule): Promise<void> {
    return this.#ask(async () => {
      const stated = await stateAlertRule(edge, { ...rule, scope: { matches: [this.#matchId] }, by: "page" });
      this.rules = [...this.rules, stated];
    });
  }

  remove(rule: AlertRuleView): Promise<void> {
    return this.#ask(async () => {
      if (!isOnlyFor(rule, this.#matchId)) return;
      await removeAlertRule(edge, rule.id);
      this.rules = this.rules.filter(({ id }) => id !== rule.id);
    });
  }

  async #ask(asked: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.refused = "";
    try {
      await asked();
    } catch (error) {
      this.refused = error instanceof Refused ? error.message : String(error);
    } finally {
      this.isBusy = false;
    }
  }
}

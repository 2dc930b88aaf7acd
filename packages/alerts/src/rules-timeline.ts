import type { AlertRuleChange } from "@touchline/schemas";
import type { RuleError } from "./rule-error.ts";
import { foldRules, type Rules, rulesAtStart } from "./rules.ts";

/** The rules as of any time: the changes in their order, folded. */
export class RulesTimeline {
  /** What held from which time on; the times never fall. */
  readonly #states: Rules[] = [rulesAtStart];

  /** What all changes come to, also those that do not hold yet. */
  get latest(): Rules {
    return this.#states.at(-1) as Rules;
  }

  /** Folds a change; answers with the refusal where it is refused. */
  apply(change: AlertRuleChange): RuleError | undefined {
    const { rules, refusal } = foldRules(this.latest, change);
    if (rules !== this.latest) this.#states.push(rules);
    return refusal;
  }

  /** What held at a time, ms since the epoch. */
  at(time: number): Rules {
    // changes are few and the last one holds nearly always
    for (let i = this.#states.length - 1; i > 0; i--) {
      const state = this.#states[i] as Rules;
      if (state.from <= time) return state;
    }
    return rulesAtStart;
  }
}

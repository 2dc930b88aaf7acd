import type { AlertRuleChange } from "@touchline/schemas";
import type { RuleError } from "./rule-error.ts";
import { foldRules, type Rules, rulesAtStart } from "./rules.ts";

/** The rules as all changes read so far leave them, and nothing of before: for who shows and changes them. */
export class LatestRules {
  #latest = rulesAtStart;

  /** What all changes come to, also those that do not hold yet. */
  get latest(): Rules {
    return this.#latest;
  }

  /** Folds a change; answers with the refusal where it is refused. */
  apply(change: AlertRuleChange): RuleError | undefined {
    const { rules, refusal } = foldRules(this.#latest, change);
    this.#latest = rules;
    return refusal;
  }
}

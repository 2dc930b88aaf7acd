import type { AlertRuleChange } from "@touchline/schemas";
import { LatestRules } from "./latest-rules.ts";
import type { RuleError } from "./rule-error.ts";
import { foldRules, type Rules, rulesAtStart } from "./rules.ts";

/** Past states that are kept as they were folded; tasks that replay ask for the same ones again and again, and then for the next. */
const statesMax = 16;

/** The rules as of any time. Kept are the changes, and the states that were asked for last: a state has all rules. */
export class RulesTimeline extends LatestRules {
  readonly #changes: { readonly change: AlertRuleChange; readonly from: number }[] = [];
  /** By how many changes they come after; the one that was asked for longest ago first. */
  readonly #states = new Map<number, Rules>();

  override apply(change: AlertRuleChange): RuleError | undefined {
    const before = this.latest;
    const refusal = super.apply(change);
    if (this.latest !== before) this.#changes.push({ change, from: this.latest.from });
    return refusal;
  }

  /** What held at a time, ms since the epoch. */
  at(time: number): Rules {
    // the last change holds nearly always
    if (this.latest.from <= time) return this.latest;
    let [count, end] = [0, this.#changes.length];
    while (count < end) {
      const middle = (count + end) >> 1;
      if ((this.#changes[middle]?.from ?? Infinity) <= time) count = middle + 1;
      else end = middle;
    }
    return this.#after(count);
  }

  #after(count: number): Rules {
    const nearest = Math.max(0, ...[...this.#states.keys()].filter((each) => each <= count));
    let rules = this.#states.get(nearest) ?? rulesAtStart;
    for (const { change } of this.#changes.slice(nearest, count)) rules = foldRules(rules, change).rules;
    this.#states.delete(count);
    this.#states.set(count, rules);
    const [oldest] = this.#states.keys();
    if (this.#states.size > statesMax && oldest !== undefined) this.#states.delete(oldest);
    return rules;
  }
}

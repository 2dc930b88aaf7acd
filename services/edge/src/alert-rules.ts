import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type LatestRules, type Rule, RuleError, type RuleRequest, readRule, type StatedRule } from "@touchline/alerts";
import type { AlertRuleView } from "@touchline/client";
import type { AlertRuleChange } from "@touchline/schemas";
import { EdgeError } from "./errors.ts";

export interface AlertRulesOptions {
  /** The rules as this process has read them. */
  readonly timeline: Pick<LatestRules, "latest">;
  /** Whether rules can be changed here. */
  readonly open: boolean;
  /** Writes a change; rejects with a `RuleError` where it is refused. */
  readonly change: (request: RuleRequest) => Promise<AlertRuleChange>;
}

/** Changes that may wait for one that is under way. */
const waitingMax = 20;
/** How long a change is waited for until this process has read it, ms. */
const readWithinMs = 2_000;
const byLengthMax = 100;

/** The rules of alerts: who asks hears of his own change at once, and no two of this process get in each other's way. */
export class AlertRules {
  readonly #options: AlertRulesOptions;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: AlertRulesOptions) {
    this.#options = options;
  }

  /** In the order in which they were first stated, those that ship before. */
  list(): readonly AlertRuleView[] {
    return [...this.#options.timeline.latest.stated.values()].map(ruleView);
  }

  /** Throws an `EdgeError` RULE_UNKNOWN. */
  one(id: string): AlertRuleView {
    const { stated } = this.#options.timeline.latest;
    const found = stated.get(id);
    if (found !== undefined) return ruleView(found);
    throw new EdgeError("RULE_UNKNOWN", `${id}: there is no such rule; /v1/alert-rules lists those that there are.`);
  }

  /** Answers with what was made, also where this process reads it late. Rejects with an `EdgeError` where it is no rule, or is refused. */
  async state(said: unknown): Promise<AlertRuleView> {
    const { by, rule } = readStated(said);
    const { from } = await this.#change({ rule, by });
    return ruleView({ rule, since: from, by });
  }

  /** Rejects with an `EdgeError` where there is no such rule. */
  async remove(id: string): Promise<void> {
    await this.#change({ remove: id, by: edge });
  }

  async #change(request: RuleRequest): Promise<AlertRuleChange> {
    if (!this.#options.open) {
      throw new EdgeError(
        "RULES_CLOSED",
        "The rules cannot be changed here: npm run alerts does, where the brokers are.",
      );
    }
    if (this.#waiting >= waitingMax) {
      throw new EdgeError("RULES_BUSY", `${waitingMax} changes of the rules are waiting: ask again in a second.`);
    }
    this.#waiting += 1;
    const change = this.#last.then(() => this.#options.change(request));
    this.#last = change.catch(() => {});
    try {
      const made = await change;
      const { timeline } = this.#options;
      const deadline = performance.now() + readWithinMs;
      while (timeline.latest.revision < made.revision && performance.now() < deadline) await sleep(2);
      return made;
    } catch (error) {
      throw error instanceof RuleError ? refusal(error) : error;
    } finally {
      this.#waiting -= 1;
    }
  }
}

const edge = "edge";

function readStated(said: unknown): { readonly rule: Rule; readonly by: string } {
  const isObject = typeof said === "object" && said !== null && !Array.isArray(said);
  const { by = edge, ...rule } = (isObject ? said : {}) as { readonly by?: unknown; readonly id?: unknown };
  if (typeof by !== "string" || by === "" || by.length > byLengthMax) {
    throw new EdgeError("RULE_INVALID", `by: expected a text of up to ${byLengthMax} letters.`);
  }
  try {
    return { rule: readRule(isObject ? { id: `rule-${randomUUID().slice(0, 8)}`, ...rule } : said), by };
  } catch (error) {
    throw error instanceof RuleError ? refusal(error) : error;
  }
}

function ruleView({ rule, since, by }: StatedRule): AlertRuleView {
  return { ...rule, since, by };
}

function refusal({ code, message }: RuleError): EdgeError {
  return new EdgeError(code, `${message}.`);
}

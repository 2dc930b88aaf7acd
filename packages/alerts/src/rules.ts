import type { AlertRuleChange } from "@touchline/schemas";
import { isPlain } from "./read-rule.ts";
import type { Rule } from "./rule.ts";
import { RuleError } from "./rule-error.ts";
import { recordOf, ruleOfRecord } from "./rule-record.ts";
import { shippedRules } from "./shipped-rules.ts";

/** Rules that may hold at a time. */
export const rulesMax = 100;
/** Changes that may be made within a minute and within a day, whoever makes them: each is kept for ever. */
export const changesMax = { minute: 20, day: 200 };
const lengthsMs = { minute: 60_000, day: 86_400_000 };
const byLengthMax = 100;
/** A change holds from so long after it was made, ms: long enough for every reader to have it by then. */
export const leadMs = 1_000;

/** A rule that holds, and since when and by whom; both null of one that ships. */
export interface StatedRule {
  readonly rule: Rule;
  readonly since: number | null;
  readonly by: string | null;
}

/** All rules at a time. */
export interface Rules {
  /** Number of changes so far. */
  readonly revision: number;
  /** Since when it holds, ms since the epoch. */
  readonly from: number;
  /** Since when the last changes hold, as many as may be made within a day. */
  readonly recent: readonly number[];
  /** By id, in the order in which they were first stated, those that ship before. */
  readonly stated: ReadonlyMap<string, StatedRule>;
  /** The same, their rules alone. */
  readonly list: readonly Rule[];
}

export const rulesAtStart: Rules = rulesOf({ revision: 0, from: Number.NEGATIVE_INFINITY, recent: [] }, [
  ...shippedRules.map((rule) => [rule.id, { rule, since: null, by: null }] as const),
]);

/** The rules after a change, and why it was refused, where it was. */
interface Folded {
  readonly rules: Rules;
  readonly refusal?: RuleError;
}

/**
 * The rules after a change. One whose number does not follow leaves them as they are. One that follows and cannot be counts as a change
 * that was made, whoever wrote it: another version may have understood it, and all have to agree on the number of the next.
 */
export function foldRules(rules: Rules, change: AlertRuleChange): Folded {
  const { revision } = change;
  if (revision !== rules.revision + 1) {
    const why = `change ${revision} follows on ${rules.revision}: look at the rules, then state it anew`;
    return { rules, refusal: new RuleError("RULE_CONFLICT", why) };
  }
  try {
    return { rules: changed(rules, change) };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { rules: passedOver(rules, change, error), refusal: error };
  }
}

/** Throws a `RuleError` where the change is refused. */
function changed(rules: Rules, change: AlertRuleChange): Rules {
  const { revision, ruleId, from, by } = change;
  if (!holdsLater(rules, change)) {
    throw new RuleError(
      "RULE_INVALID",
      `it holds from ${from}, the change before from ${rules.from}: give a later time`,
    );
  }
  if (!isPlain(by) || by.length > byLengthMax) {
    throw new RuleError(
      "RULE_INVALID",
      `by: expected a name of up to ${byLengthMax} letters, without control characters`,
    );
  }
  const stated = new Map(rules.stated);
  if (change.rule === null) {
    if (!stated.delete(ruleId)) throw unknown(ruleId, rules);
  } else {
    const rule = ruleOfRecord(change.rule);
    if (rule.id !== ruleId) throw new RuleError("RULE_INVALID", `${ruleId} is stated with the id ${rule.id}: give one`);
    stated.set(ruleId, { rule, since: from, by });
    if (stated.size > rulesMax) {
      throw new RuleError("RULES_TOO_MANY", `there are ${rulesMax} rules, as many as may be: take one away first`);
    }
  }
  return rulesOf({ revision, from, recent: recentWith(rules, from) }, stated);
}

/** The rules after a change that is not understood: a rule that it took the place of holds no more. */
function passedOver(rules: Rules, change: AlertRuleChange, { code }: RuleError): Rules {
  const { revision, rule, ruleId, from } = change;
  const isRule = code === "RULE_INVALID" && rule?.id === ruleId && holdsLater(rules, change);
  if (!isRule) return { ...rules, revision };
  const stated = [...rules.stated].filter(([id]) => id !== ruleId);
  return rulesOf({ revision, from, recent: recentWith(rules, from) }, stated);
}

function holdsLater(rules: Rules, { from }: AlertRuleChange): boolean {
  return Number.isFinite(from) && from >= rules.from;
}

/** What somebody wants: a rule stated, or the one of an id taken away. */
export type RuleRequest =
  | { readonly rule: Rule; readonly by: string }
  | { readonly remove: string; readonly by: string };

/** The change that does what is wanted, made at `now` (ms since the epoch). Throws a `RuleError` where it would be refused. */
export function proposeRule(rules: Rules, request: RuleRequest, now: number): AlertRuleChange {
  const isStated = "rule" in request;
  const change: AlertRuleChange = {
    revision: rules.revision + 1,
    ruleId: isStated ? request.rule.id : request.remove,
    rule: isStated ? recordOf(request.rule) : null,
    from: Math.max(now + leadMs, rules.from),
    by: request.by,
  };
  const { refusal } = foldRules(rules, change);
  if (refusal !== undefined) throw refusal;
  refuseTooOften(rules, change.from);
  return change;
}

/** Throws a `RuleError` RULES_TOO_OFTEN that says when to try again. */
function refuseTooOften({ recent }: Rules, from: number): void {
  for (const within of ["day", "minute"] as const) {
    const [max, length] = [changesMax[within], lengthsMs[within]];
    const mostOf = recent.at(-max);
    if (mostOf === undefined || from - mostOf >= length) continue;
    const seconds = Math.ceil((mostOf + length - from) / 1000);
    const at = new Date(mostOf + length - leadMs).toISOString();
    throw new RuleError(
      "RULES_TOO_OFTEN",
      `the rules were changed ${max} times within a ${within}, as often as may be: try again in ${seconds} s, at ${at}`,
    );
  }
}

function recentWith({ recent }: Rules, from: number): readonly number[] {
  return [...recent.slice(1 - changesMax.day), from];
}

function rulesOf(
  when: Pick<Rules, "revision" | "from" | "recent">,
  stated: Iterable<readonly [string, StatedRule]>,
): Rules {
  const byId = new Map(stated);
  return { ...when, stated: byId, list: [...byId.values()].map(({ rule }) => rule) };
}

function unknown(id: string, { stated }: Rules): RuleError {
  const known = [...stated.keys()].join(", ") || "none";
  return new RuleError("RULE_UNKNOWN", `${id.slice(0, 60)}: there is no such rule; there are ${known}`);
}

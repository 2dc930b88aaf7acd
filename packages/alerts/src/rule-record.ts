import type { AlertRule } from "@touchline/schemas";
import { readRule } from "./read-rule.ts";
import type { Rule } from "./rule.ts";

/** A rule as it stands in the log. */
export function recordOf(rule: Rule): AlertRule {
  return {
    ...nothing,
    id: rule.id,
    kind: rule.kind,
    ...rule.scope,
    ...(rule.kind === "SWING" && {
      atLeast: rule.atLeast,
      endsBelow: rule.endsBelow,
      withinMinutes: rule.withinMinutes,
    }),
    ...(rule.kind === "FAVOURITE_BEHIND" && {
      favouriteAtLeast: rule.favouriteAtLeast,
      fromMinute: rule.fromMinute,
    }),
    ...(rule.kind === "VALUE" && {
      atLeast: rule.edgeAtLeast,
      endsBelow: rule.endsBelow,
      maxOddsAgeSeconds: rule.maxOddsAgeSeconds,
      quietSeconds: rule.quietSeconds,
      byLowEnd: rule.byLowEnd,
      markets: rule.markets,
    }),
  };
}

/** The rule of a record, checked like one that somebody states. Throws a `RuleError` RULE_INVALID. */
export function ruleOfRecord(record: AlertRule): Rule {
  const { id, kind, competitions, teams, matches, atLeast, markets, ...others } = record;
  const threshold = kind === "VALUE" ? { edgeAtLeast: atLeast, markets } : { atLeast };
  const told = Object.entries({ ...threshold, ...others }).filter(([, value]) => value !== null);
  return readRule({ id, kind, scope: { competitions, teams, matches }, ...Object.fromEntries(told) });
}

const nothing = {
  atLeast: null,
  endsBelow: null,
  withinMinutes: null,
  favouriteAtLeast: null,
  fromMinute: null,
  maxOddsAgeSeconds: null,
  quietSeconds: null,
  byLowEnd: null,
  markets: [],
};

export { type Judged, judgeOdds, judgePrediction, judgeTime } from "./judge.ts";
export { LatestRules } from "./latest-rules.ts";
export type { Quote, Quotes } from "./quotes.ts";
export { readRule, withinMinutesMax } from "./read-rule.ts";
export {
  type ComparedMarket,
  comparedMarkets,
  covers,
  everyMatch,
  type FavouriteBehindRule,
  type RedCardRule,
  type Rule,
  type RuleKind,
  type Scope,
  type SwingRule,
  type ValueRule,
} from "./rule.ts";
export { RuleError, type RuleErrorCode } from "./rule-error.ts";
export { leadMs, proposeRule, type RuleRequest, type Rules, rulesMax, type StatedRule } from "./rules.ts";
export { RulesTimeline } from "./rules-timeline.ts";
export { shippedRules } from "./shipped-rules.ts";
export { isOver, type WatchedMatch } from "./watched.ts";

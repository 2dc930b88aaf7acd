import type { Alert, AlertEnd, Odds, Prediction } from "@touchline/schemas";
import { findFavouriteBehind } from "./favourite-behind.ts";
import { type Finding, keyOf } from "./finding.ts";
import { type Quotes, withQuote } from "./quotes.ts";
import { findRedCards } from "./red-card.ts";
import { covers, type Rule } from "./rule.ts";
import { findSwings } from "./swing.ts";
import { findValue } from "./value.ts";
import { afterPrediction, isEvent, isKnown, isOver, restsOn, type WatchedMatch } from "./watched.ts";

/** Alerts that a rule raises in a match at most: what one rule finds silences no other. */
export const raisedMax = 20;
/** Bets of a rule that are recommended in a match at a time; once there are `betsMax` of all rules, one each. */
export const betsOfRuleMax = 10;
export const betsMax = 50;

/** What a record comes to: the match as it is then, and what is to be told, in this order. */
export interface Judged {
  readonly match: WatchedMatch;
  readonly told: readonly Alert[];
}

/** What a match is judged by. */
interface Given {
  readonly rules: readonly Rule[];
  readonly quotes: Quotes;
  /** How far time has come in the topics, ms since the epoch: the time that all records tell, of this match or not. */
  readonly now: number;
}

/**
 * A match after one more prediction, judged by the rules. Undefined of one that was seen before. A tentative event is told to nobody:
 * it suspends the match, which ends what recommends a bet, and moves nothing else.
 */
export function judgePrediction(
  last: WatchedMatch | undefined,
  prediction: Prediction,
  token: string,
  { rules, quotes, now }: Given,
): Judged | undefined {
  if (isKnown(last, prediction, token)) return undefined;
  const match = afterPrediction(last, prediction, token);
  const judging = prediction.cause.status === "TENTATIVE" && !isOver(match) ? ofBets : () => true;
  return judge(match, { rules, quotes, now }, judging, match.asOf);
}

/** A match after one more price, judged by the rules that compare prices. */
export function judgeOdds(match: WatchedMatch, odds: Odds, { rules, quotes: before, now }: Given) {
  const quotes = withQuote(before, odds, now);
  const at = Math.max(match.asOf, odds.providerTime);
  return { ...judge(match, { rules, quotes, now }, ofBets, at), quotes };
}

/**
 * A match while time passes and nothing is told of it: what recommends a bet by a price that has grown too old ends. Nothing is raised.
 * `silent`: nothing was predicted for too long; then all that recommends a bet ends, and nothing does until the next prediction.
 */
export function judgeTime(last: WatchedMatch, given: Given, silent: boolean): Judged {
  const match = silent && !last.silent ? { ...last, silent } : last;
  if (!match.alerts.some(ofBets)) return { match, told: [] };
  const judged = judge(match, given, ofBets, match.asOf);
  const ended = judged.told.filter(({ state }) => state !== "RAISED");
  if (ended.length === 0) return { match, told: [] };
  const gone = new Set(ended.map(({ id }) => id));
  return { match: { ...match, alerts: match.alerts.filter(({ id }) => !gone.has(id)) }, told: ended };
}

const ofBets = ({ kind }: { readonly kind: Alert["kind"] }): boolean => kind === "VALUE";

/** Which alerts still hold, which are raised and which end. `at`: clock of the record that leads to it, ms since the epoch. */
function judge(match: WatchedMatch, given: Given, judging: (rule: Pick<Rule, "kind">) => boolean, at: number): Judged {
  const hold = new Set(match.alerts);
  const ended: Alert[] = [];
  const raised: Alert[] = [];
  const raisedBy: Record<string, number> = {};
  const end = (alert: Alert, because: AlertEnd) => {
    hold.delete(alert);
    ended.push(endOf(alert, match, because, at));
  };
  const inForce = given.rules.filter((rule) => covers(rule, match));
  for (const alert of match.alerts) {
    if (isOver(match)) end(alert, "MATCH_OVER");
    else if (!inForce.some(({ id, kind }) => id === alert.ruleId && kind === alert.kind)) end(alert, "RULE_GONE");
  }
  for (const { id } of inForce) {
    const before = match.raisedBy?.[id];
    if (before !== undefined) raisedBy[id] = before;
  }
  for (const rule of isOver(match) ? [] : inForce.filter(judging)) {
    const own = [...hold].filter(({ ruleId }) => ruleId === rule.id);
    const findings = new Map(find(rule, match, given, own).map((finding) => [finding.key, finding]));
    for (const alert of own) {
      const finding = findings.get(keyOf(alert));
      if (!finding?.holds && !isChecked(alert, match)) end(alert, finding?.because ?? "CEASED");
    }
    const held = new Set(own.map(keyOf));
    for (const finding of findings.values()) {
      if (!finding.raises || held.has(finding.key)) continue;
      const count = raisedBy[rule.id] ?? 0;
      if (count >= raisedMax || !hasRoom(rule, [...hold, ...raised])) continue;
      raisedBy[rule.id] = count + 1;
      raised.push(alertOf(rule, match, finding, match.raised + raised.length + 1));
    }
  }
  const alerts = [...hold, ...raised];
  return { match: { ...match, alerts, raised: match.raised + raised.length, raisedBy }, told: [...ended, ...raised] };
}

/** Whether one more alert of a rule may hold. Bets are as many as books and lines; of the other kinds there are a few by nature. */
function hasRoom({ id, kind }: Rule, holding: readonly Alert[]): boolean {
  if (kind !== "VALUE") return true;
  const bets = holding.filter(ofBets);
  return bets.filter(({ ruleId }) => ruleId === id).length < (bets.length < betsMax ? betsOfRuleMax : 1);
}

/** What rests on an event that is checked again neither holds nor has ended until that is known. */
function isChecked(alert: Alert, { checked }: WatchedMatch): boolean {
  return !ofBets(alert) && checked.some((event) => restsOn(alert, event));
}

function find(rule: Rule, match: WatchedMatch, { quotes, now }: Given, holding: readonly Alert[]): readonly Finding[] {
  switch (rule.kind) {
    case "SWING":
      return findSwings(rule, match);
    case "FAVOURITE_BEHIND":
      return findFavouriteBehind(rule, match);
    case "RED_CARD":
      return findRedCards(match, holding);
    case "VALUE":
      return findValue(rule, match, quotes, now);
  }
}

function alertOf(rule: Rule, match: WatchedMatch, finding: Finding, number: number): Alert {
  const { side, text, figures, at } = finding;
  return {
    id: `${match.matchId}/${number}`,
    matchId: match.matchId,
    ruleId: rule.id,
    kind: rule.kind,
    state: "RAISED",
    side,
    text,
    sequence: match.sequence,
    token: match.token,
    cause: match.cause,
    period: match.period,
    second: match.second,
    score: match.score,
    raisedAt: at ?? match.asOf,
    endedAt: null,
    endedBecause: null,
    ...{ swing: null, favourite: null, redCard: null, value: null },
    ...figures,
  };
}

function endOf(alert: Alert, match: WatchedMatch, because: AlertEnd, at: number): Alert {
  const endedAt = Math.max(at, alert.raisedAt);
  if (because !== "CEASED" || !isTakenBack(alert, match)) {
    return { ...alert, state: "ENDED", endedAt, endedBecause: because };
  }
  return { ...alert, state: "WITHDRAWN", endedAt, endedBecause: "TAKEN_BACK" };
}

/**
 * Whether what ends an alert takes back what raised it: another revision of the event itself, or the cancelling of one that was at or
 * before its moment.
 */
function isTakenBack({ cause, period, second }: Alert, { cause: now }: WatchedMatch): boolean {
  if (!isEvent(now)) return false;
  if (isEvent(cause) && cause.id === now.id && cause.revision !== now.revision) return true;
  return now.status === "CANCELLED" && restsOn({ cause, period, second }, now);
}

import type { AlertEndName, AlertKind, AlertRuleView, AlertView } from "@touchline/client";
import { percent } from "@touchline/client/words";

export const kindWords: Readonly<Record<AlertKind, string>> = {
  SWING: "Swing",
  FAVOURITE_BEHIND: "Favourite behind",
  RED_CARD: "Red card",
  VALUE: "Value",
};

const ends: Readonly<Record<AlertEndName, string>> = {
  CEASED: "over",
  SUSPENDED: "ended as the match was suspended",
  STALE: "ended as prices or figures grew old",
  TAKEN_BACK: "taken back",
  RULE_GONE: "ended with its rule",
  MATCH_OVER: "ended with the match",
};

/** Where an alert stands: `holds`, `over`, `taken back`. */
export function stateWords({ state, endedBecause }: AlertView): string {
  if (state === "RAISED") return "holds";
  return state === "WITHDRAWN" ? "taken back" : ends[endedBecause ?? "CEASED"];
}

/** What a rule looks for: `a chance of winning moves by 15 points within 5 minutes`. */
export function ruleWords(rule: AlertRuleView): string {
  switch (rule.kind) {
    case "SWING":
      return `A side’s chance of winning moves by ${number(rule.atLeast)} points within ${rule.withinMinutes} minutes`;
    case "FAVOURITE_BEHIND": {
      const from = rule.fromMinute ? ` from minute ${rule.fromMinute} on` : "";
      return `A side that was to win with ${percent(rule.favouriteAtLeast ?? 0.5)} is behind${from}`;
    }
    case "RED_CARD":
      return "A man is sent off";
    case "VALUE":
      return `A price is worth ${number(rule.edgeAtLeast)}% more than it costs`;
  }
}

const number = (share: number) => String(Math.round(share * 1000) / 10);

/** Whether a rule is for a match. */
export function isFor(
  { scope = {} }: AlertRuleView,
  match: {
    readonly matchId: string;
    readonly competition: string;
    readonly homeTeam: { readonly id: string };
    readonly awayTeam: { readonly id: string };
  },
): boolean {
  const { competitions = [], teams = [], matches = [] } = scope;
  if (competitions.length + teams.length + matches.length === 0) return true;
  return (
    matches.includes(match.matchId) ||
    competitions.includes(match.competition) ||
    teams.includes(match.homeTeam.id) ||
    teams.includes(match.awayTeam.id)
  );
}

/** Whether a rule was stated for this match and for nothing else, so that it may be taken away on its page. */
export function isOnlyFor({ scope = {} }: AlertRuleView, matchId: string): boolean {
  const { competitions = [], teams = [], matches = [] } = scope;
  return competitions.length + teams.length === 0 && matches.length === 1 && matches[0] === matchId;
}

import type { Rule, StatedRule } from "@touchline/alerts";

/** The rules as text, a line each. */
export function ruleLines(rules: readonly StatedRule[]): string {
  if (rules.length === 0) return "There is no rule: state one with add.";
  const width = Math.max(...rules.map(({ rule }) => rule.id.length));
  return rules
    .map(({ rule, since, by }) => {
      const stated = since === null ? "" : ` (${by}, ${new Date(since).toISOString().replace(/\.\d+/, "")})`;
      return `${rule.id.padEnd(width)}  ${wordsOf(rule)}${scopeOf(rule)}${stated}`;
    })
    .join("\n");
}

function wordsOf(rule: Rule): string {
  switch (rule.kind) {
    case "SWING":
      return `a side's chance of winning moves by ${rule.atLeast} within ${rule.withinMinutes} minutes, until below ${rule.endsBelow}`;
    case "FAVOURITE_BEHIND": {
      const from = rule.fromMinute > 0 ? ` from minute ${rule.fromMinute} on` : "";
      return `a favourite with ${rule.favouriteAtLeast} or more is behind${from}`;
    }
    case "RED_CARD":
      return "a man is sent off";
    case "VALUE": {
      const chance = rule.byLowEnd ? "the low end of the chance" : "the chance";
      return `${chance} times the price is ${rule.edgeAtLeast} above 1 or more, until below ${rule.endsBelow}: ${rule.markets.join(", ")}`;
    }
  }
}

function scopeOf({ scope }: Rule): string {
  const named = [...scope.competitions, ...scope.teams, ...scope.matches];
  return named.length === 0 ? "" : `; of ${named.join(", ")}`;
}

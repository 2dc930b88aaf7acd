import { ask } from "./ask.ts";
import type { AlertView } from "./protocol.ts";

/** Matches that a rule is for; the members add up, and without any it is for every match. */
export interface AlertScope {
  readonly competitions?: readonly string[];
  /** Team ids. */
  readonly teams?: readonly string[];
  readonly matches?: readonly string[];
}

interface OfAnyKind {
  /** Small letters, digits and dashes; a rule that is stated under the id of another takes its place. */
  readonly id?: string;
  readonly scope?: AlertScope;
}

/** What is to raise an alert; docs/alerts.md tells what each figure means, and what holds where it is left out. */
export type AlertRule = OfAnyKind &
  (
    | {
        readonly kind: "SWING";
        readonly atLeast: number;
        readonly withinMinutes: number;
        readonly endsBelow?: number;
      }
    | { readonly kind: "FAVOURITE_BEHIND"; readonly favouriteAtLeast?: number; readonly fromMinute?: number }
    | { readonly kind: "RED_CARD" }
    | {
        readonly kind: "VALUE";
        readonly edgeAtLeast: number;
        readonly endsBelow?: number;
        readonly markets?: readonly ("MATCH_RESULT" | "OVER_UNDER" | "BOTH_TEAMS_TO_SCORE")[];
        readonly maxOddsAgeSeconds?: number;
        readonly quietSeconds?: number;
        readonly byLowEnd?: boolean;
      }
  );

/** A rule that holds, whole, with when it was stated (ms since the epoch) and by whom; both null of one that ships. */
export type AlertRuleView = AlertRule & {
  readonly id: string;
  readonly since: number | null;
  readonly by: string | null;
};

interface Asking {
  readonly signal?: AbortSignal;
}

/** The rules by which an edge (`http://host:port`) has matches judged. Rejects with a `Refused`, as do the others. */
export async function alertRules(edge: string, { signal }: Asking = {}): Promise<readonly AlertRuleView[]> {
  const { rules } = await ask<{ rules: readonly AlertRuleView[] }>(edge, "alert-rules", { signal });
  return rules;
}

/** States a rule; it holds a second later. `by`: who states it. */
export function stateAlertRule(
  edge: string,
  rule: AlertRule & { readonly by?: string },
  { signal }: Asking = {},
): Promise<AlertRuleView> {
  return ask(edge, "alert-rules", { method: "POST", body: rule, signal });
}

/** Takes a rule away; what it found ends with the match's next record. */
export async function removeAlertRule(edge: string, id: string, { signal }: Asking = {}): Promise<void> {
  await ask(edge, `alert-rules/${encodeURIComponent(id)}`, { method: "DELETE", signal });
}

/** What rules found in a match, the oldest first. */
export async function alertsOf(edge: string, matchId: string, { signal }: Asking = {}): Promise<readonly AlertView[]> {
  const path = `matches/${encodeURIComponent(matchId)}/alerts`;
  const { alerts } = await ask<{ alerts: readonly AlertView[] }>(edge, path, { signal });
  return alerts;
}

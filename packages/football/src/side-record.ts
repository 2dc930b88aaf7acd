import type { LineUp, MatchEvent, Player, SideState } from "@touchline/schemas";

/** One side of a match: the counts that everybody sees, and what they are worked out from. */
export interface SideRecord {
  readonly counts: SideState;
  readonly firstHalfGoals: number;
  /** Goals of both halves: what counts without extra time. */
  readonly goalsIn90: number;
  /** Kicks scored in the shoot-out; null until one is told, scored or not. */
  readonly shootOutGoals: number | null;
  readonly lineUp: LineUp | null;
  readonly dismissals: readonly Dismissal[];
  readonly cameOn: readonly Player[];
  readonly wentOff: readonly Player[];
}

interface Dismissal {
  readonly player: Player | null;
  /** Had already been substituted: his side goes on with as many men as before. */
  readonly wasOff: boolean;
  /** Of a second yellow card without a name: when it was shown, until the red card of it is told; null otherwise. */
  readonly redToCome: Pick<MatchEvent, "period" | "second"> | null;
}

/** A red card without a name that comes this soon after a second yellow one without a name is of the same man, seconds. */
const sameDismissalSeconds = 60;

/** Players a side starts with. */
const menAtKickOff = 11;

export const sideAtStart: SideRecord = {
  counts: {
    goals: 0,
    yellowCards: 0,
    redCards: 0,
    men: menAtKickOff,
    substitutions: 0,
    shots: 0,
    shotsOnTarget: 0,
    expectedGoals: 0,
    lineUpKnown: false,
    recentShots: 0,
    recentExpectedGoals: 0,
  },
  firstHalfGoals: 0,
  goalsIn90: 0,
  shootOutGoals: null,
  lineUp: null,
  dismissals: [],
  cameOn: [],
  wentOff: [],
};

export function withLineUp(side: SideRecord, lineUp: LineUp): SideRecord {
  return recount({ ...side, lineUp, counts: { ...side.counts, lineUpKnown: lineUp.announced } });
}

/** The side after a confirmed event that counts for it. */
export function withEvent(side: SideRecord, event: MatchEvent): SideRecord {
  const { counts } = side;
  switch (event.type) {
    case "GOAL":
    case "OWN_GOAL":
    case "PENALTY_SCORED":
      if (event.period >= shootOutPeriod) return { ...side, shootOutGoals: (side.shootOutGoals ?? 0) + 1 };
      return {
        ...side,
        firstHalfGoals: side.firstHalfGoals + (event.period <= 1 ? 1 : 0),
        goalsIn90: side.goalsIn90 + (event.period <= 2 ? 1 : 0),
        counts: { ...counts, goals: counts.goals + 1 },
      };
    case "PENALTY_MISSED":
      return event.period >= shootOutPeriod ? { ...side, shootOutGoals: side.shootOutGoals ?? 0 } : side;
    case "SHOT":
      if (event.period >= shootOutPeriod) return side;
      return {
        ...side,
        counts: {
          ...counts,
          shots: counts.shots + 1,
          shotsOnTarget: counts.shotsOnTarget + (isOnTarget(event) ? 1 : 0),
          expectedGoals: counts.expectedGoals + (event.expectedGoals ?? 0),
          recentShots: counts.recentShots + 1,
          recentExpectedGoals: counts.recentExpectedGoals + (event.expectedGoals ?? 0),
        },
      };
    case "YELLOW":
      return { ...side, counts: { ...counts, yellowCards: counts.yellowCards + 1 } };
    case "SECOND_YELLOW":
    case "RED":
      return withDismissal(side, event);
    case "SUBSTITUTION":
      return recount({
        ...side,
        cameOn: event.player ? [...side.cameOn, event.player] : side.cameOn,
        wentOff: event.playerOff ? [...side.wentOff, event.playerOff] : side.wentOff,
        counts: { ...counts, substitutions: counts.substitutions + 1 },
      });
    default:
      return side;
  }
}

/** Kicks from the penalty mark decide a tie; they are no part of the score. */
export const shootOutPeriod = 5;

function isOnTarget(event: MatchEvent): boolean {
  return event.shotOutcome === "GOAL" || event.shotOutcome === "ON_TARGET";
}

/**
 * A player can be sent off once: some providers tell a second yellow card and the red one it leads to. Where neither
 * has a name, the red is the same dismissal when it stands within a minute after the yellow in the match's own order.
 */
function withDismissal(side: SideRecord, event: MatchEvent): SideRecord {
  const { player, type, period, second } = event;
  if (player === null && type === "RED") {
    const at = side.dismissals.findIndex((dismissal) => isSoonAfter(dismissal.redToCome, event));
    if (at >= 0) {
      const dismissals = side.dismissals.map((each, i) => (i === at ? { ...each, redToCome: null } : each));
      return { ...side, dismissals };
    }
  }
  if (player !== null && side.dismissals.some((dismissal) => isSame(dismissal.player, player))) return side;
  const wasOff = player !== null && includes(side.wentOff, player);
  const redToCome = player === null && type === "SECOND_YELLOW" ? { period, second } : null;
  return recount({ ...side, dismissals: [...side.dismissals, { player, wasOff, redToCome }] });
}

function isSoonAfter(card: Dismissal["redToCome"], red: MatchEvent): boolean {
  return card !== null && card.period === red.period && red.second - card.second <= sameDismissalSeconds;
}

/**
 * Men on the pitch, counted anew. A substitute can be shown the red card on the bench: that is a dismissal, but nobody
 * leaves the pitch, unless it turns out that he had come on.
 */
function recount(side: SideRecord): SideRecord {
  if (side.dismissals.length === 0) return side;
  const bench = side.lineUp?.announced ? side.lineUp.bench : [];
  let men = menAtKickOff;
  for (const { player, wasOff } of side.dismissals) {
    const onBench = player !== null && includes(bench, player) && !includes(side.cameOn, player);
    if (!wasOff && !onBench) men--;
  }
  return { ...side, counts: { ...side.counts, redCards: side.dismissals.length, men: Math.max(0, men) } };
}

function includes(players: readonly Player[], player: Player): boolean {
  return players.some((other) => isSame(other, player));
}

/** By the provider's identity where both have one: two of one team may share a name. */
function isSame(a: Player | null, b: Player): boolean {
  if (a === null) return false;
  return a.id !== null && b.id !== null ? a.id === b.id : a.name === b.name;
}

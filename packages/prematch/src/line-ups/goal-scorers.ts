import type { KnownEleven } from "./known-eleven.ts";
import type { Squads } from "./squads.ts";

export const scorerOptions = {
  /** Goals for 90 minutes by line, as counted on the shipped line-ups. */
  usual: { GOALKEEPER: 0.0004, DEFENDER: 0.034, MIDFIELDER: 0.105, FORWARD: 0.344, UNKNOWN: 0.115 },
  /** Matches of 90 minutes at that rate that stand before a player's own. */
  priorMatches: 25,
  /** Part of an announced eleven's minutes that go to substitutes, and what one of them scores in 90 minutes. */
  substitutes: { share: 0.065, goals: 0.2 },
  /** Part of goals that are own goals of the other side, as counted. */
  ownGoals: 0.034,
  /** A team's last matches that are looked back on. */
  matches: 38,
} as const;

export interface GoalScorer {
  /** Null of all goals that nobody of name is expected to score. */
  readonly player: string | null;
  /** Of his team's goals, 0 to 1; all shares sum to 1. */
  readonly share: number;
  /** Share of the goals expected of the team. */
  readonly expectedGoals: number;
  /** Chance that he scores at least once, his goals taken as a Poisson count. */
  readonly scores: number;
}

/**
 * Who scores how many of the goals that are expected of a team, the likeliest first: each by his goals for 90 minutes in its matches
 * before a day, shrunk to those of his line, times what he is to play. Own goals, and those of an announced eleven's substitutes, are told together
 * without a name. Empty where nobody is told to play.
 */
export function goalScorers(
  squads: Squads,
  team: string,
  day: number,
  { announced, playing }: Pick<KnownEleven, "announced" | "playing">,
  goalRate: number,
): readonly GoalScorer[] {
  const last = squads.lastOf(team, day, scorerOptions.matches);
  const rates = new Map<string | null, number>();
  const { usual, priorMatches, substitutes, ownGoals } = scorerOptions;
  const stays = announced ? 1 - substitutes.share : 1;
  for (const { player, position, plays } of playing) {
    if (plays === 0) continue;
    let goals = usual[position] * priorMatches;
    let minutes = 90 * priorMatches;
    for (const { match, byPlayer } of player === null ? [] : last) {
      goals += match.scorers.get(player as string) ?? 0;
      minutes += byPlayer.get(player as string) ?? 0;
    }
    rates.set(player, (rates.get(player) ?? 0) + (stays * plays * goals * 90) / minutes);
  }
  if (announced && rates.size > 0) rates.set(null, (rates.get(null) ?? 0) + 11 * substitutes.share * substitutes.goals);
  if (rates.size === 0) return [];
  let all = 0;
  for (const rate of rates.values()) all += rate;
  const own = (all * ownGoals) / (1 - ownGoals);
  rates.set(null, (rates.get(null) ?? 0) + own);
  const scorers = [...rates].map(([player, rate]) => {
    const share = rate / (all + own);
    return { player, share, expectedGoals: share * goalRate, scores: -Math.expm1(-share * goalRate) };
  });
  return scorers.sort((a, b) => b.share - a.share || order(a.player ?? "", b.player ?? ""));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import type { Position } from "@touchline/schemas";
import type { PlayerRating, PlusMinus } from "./plus-minus.ts";
import type { Appearances, Squads } from "./squads.ts";

/** One of a squad, as he was used of late. */
export interface Candidate extends PlayerRating {
  readonly player: string;
  /** Share of his team's minutes over its last matches, 0 to 1. */
  readonly share: number;
  /** Day of the last match that he played in. */
  readonly lastPlayed: number;
}

/** Candidates of each line of the pitch, the most used first. */
export type PeckingOrder = ReadonlyMap<Position, readonly Candidate[]>;

export const usual = {
  /** Matches that tell who usually plays. */
  matches: 10,
  /** With fewer, nobody knows. */
  atLeast: 4,
} as const;

/** Who plays for a team, as of a day, and how good they are; undefined where too few of its line-ups are known. */
export function peckingOrder(squads: Squads, team: string, day: number): PeckingOrder | undefined {
  const last = squads.lastOf(team, day, usual.matches);
  if (last.length < usual.atLeast) return undefined;
  const all = last.reduce((sum, { minutes }) => sum + minutes, 0);
  const lines = new Map<Position, Used[]>();
  for (const [player, used] of usedOf(last)) {
    const line = lines.get(used.position);
    const candidate = { player, share: Math.min(1, used.minutes / all), lastPlayed: used.lastPlayed };
    if (line === undefined) lines.set(used.position, [candidate]);
    else line.push(candidate);
  }
  const ratings = squads.ratings(day);
  return new Map([...lines].map(([position, line]) => [position, inOrder(line, ratings)]));
}

type Used = Omit<Candidate, keyof PlayerRating>;

function usedOf(last: readonly Appearances[]) {
  const all = new Map<string, { minutes: number; lastPlayed: number; position: Position }>();
  for (const { match, byPlayer } of last) {
    for (const [player, minutes] of byPlayer) {
      const before = all.get(player);
      const position = match.positions.get(player) ?? before?.position ?? "UNKNOWN";
      all.set(player, { minutes: minutes + (before?.minutes ?? 0), lastPlayed: match.day, position });
    }
  }
  return all;
}

/**
 * The coach's choice is better informed than some months of goals: within a line nobody counts as better than one who plays more.
 * Where ratings say so, both have the mean, weighted by their minutes (isotonic regression by pooling adjacent violators; Ayer et al.,
 * An empirical distribution function for sampling with incomplete information, 1955).
 */
function inOrder(line: readonly Used[], ratings: PlusMinus): Candidate[] {
  const ordered = [...line].sort((a, b) => b.share - a.share || (a.player < b.player ? -1 : 1));
  const rated = ordered.map(({ player, share }) => ({ share, ...(ratings.rating(player) ?? unrated) }));
  const shares = rated.map(({ share }) => share);
  const attack = falling(
    rated.map((player) => player.attack),
    shares,
  );
  const defence = falling(
    rated.map((player) => -player.defence),
    shares,
  );
  return ordered.map((used, i) => ({ ...used, attack: attack[i] as number, defence: -(defence[i] as number) }));
}

/** As most of his team. */
export const unrated: PlayerRating = { attack: 0, defence: 0 };

/** The nearest values that never rise. */
function falling(values: readonly number[], weights: readonly number[]): number[] {
  const blocks: { value: number; weight: number; count: number }[] = [];
  values.forEach((value, i) => {
    let block = { value, weight: weights[i] as number, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.value < block.value; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      const mean = (last.value * last.weight + block.value * block.weight) / weight;
      block = { value: mean, weight, count: last.count + block.count };
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ value, count }) => Array.from({ length: count }, () => value));
}

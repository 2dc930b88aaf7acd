import type { LineUp, Position } from "@touchline/schemas";
import type { Absences } from "./availability.ts";
import { type Candidate, type PeckingOrder, unrated } from "./pecking-order.ts";
import { playerKey } from "./player-key.ts";
import type { PlayerRating, PlusMinus } from "./plus-minus.ts";

/** A team to come against its usual one. */
export interface ElevenChange extends PlayerRating {
  /** Part of the usual eleven's minutes that others are to play, 0 to 1. */
  readonly replaced: number;
}

/** Who is to play, as far as somebody said. */
export interface Eleven {
  readonly players: ReadonlyMap<string, Position>;
}

export function elevenOf({ provider, starting }: LineUp, team: string): Eleven {
  return {
    players: new Map(starting.map((player) => [playerKey(provider, team, player), player.position ?? "UNKNOWN"])),
  };
}

/** How much of a match one is to play who is of a squad, or new to it. */
export interface Playing extends PlayerRating {
  /** Null of somebody, whoever it will be, who has not played of late. */
  readonly player: string | null;
  readonly position: Position;
  /** Share of the match that he usually plays, 0 to 1, */
  readonly usually: number;
  /** and that he is to play. */
  readonly plays: number;
}

/** The announced play, all others do not. Of one who has not played for the team of late, the worse of his rating and the last of his line's counts. */
export function announcedPlaying(order: PeckingOrder, eleven: Eleven, ratings: PlusMinus): Playing[] {
  const left = new Map(eleven.players);
  const playing = [...order].flatMap(([position, line]) =>
    line.map((candidate) => playingOf(candidate, position, left.delete(candidate.player) ? 1 : 0)),
  );
  for (const [player, position] of left) playing.push(newcomer(player, position, order, ratings, 1));
  return playing;
}

/**
 * Of a team not announced yet each of the squad plays his share of minutes, or all or nothing where an expected eleven names him or
 * does not. What one who is absent would have played goes down his line to the next who can play more, and in the end to somebody
 * who has not played of late. As nobody further down counts as better, no absence ever makes the team better.
 */
export function expectedPlaying(
  order: PeckingOrder,
  expected: Eleven | undefined,
  absences: Absences,
  ratings: PlusMinus,
): Playing[] {
  const left = new Map(expected?.players ?? []);
  const playing: Playing[] = [];
  for (const [position, line] of order) {
    let open = 0;
    for (const candidate of line) {
      const { player, share, lastPlayed } = candidate;
      const wanted = expected === undefined ? share : left.delete(player) ? 1 : 0;
      const chance = absences.chance(player, lastPlayed);
      const plays = chance === 1 && open === 0 ? wanted : Math.min(chance, chance * wanted + open);
      open = Math.max(0, open + wanted - plays);
      playing.push(playingOf(candidate, position, plays));
    }
    if (open > 0) playing.push(newcomer(null, position, order, ratings, open));
  }
  for (const [player, position] of left) {
    const chance = absences.chance(player, Number.NEGATIVE_INFINITY);
    playing.push(newcomer(player, position, order, ratings, chance));
    if (chance < 1) playing.push(newcomer(null, position, order, ratings, 1 - chance));
  }
  return playing;
}

/**
 * What those who are to play add to goals scored and let in, for 90 minutes, against the usual eleven: the sum of their ratings less
 * that of all by their usual minutes. Exactly none where all play what they usually do.
 */
export function changeOf(playing: readonly Playing[]): ElevenChange {
  const change = { attack: 0, defence: 0, replaced: 0 };
  for (const { attack, defence, usually, plays } of playing) {
    const more = plays - usually;
    change.attack += more * attack;
    change.defence += more * defence;
    if (more < 0) change.replaced -= more / 11;
  }
  return change;
}

function playingOf({ player, attack, defence, share }: Candidate, position: Position, plays: number): Playing {
  return { player, position, attack, defence, usually: share, plays };
}

function newcomer(
  player: string | null,
  position: Position,
  order: PeckingOrder,
  ratings: PlusMinus,
  plays: number,
): Playing {
  const { attack, defence } = (player === null ? undefined : ratings.rating(player)) ?? unrated;
  const last = order.get(position)?.at(-1) ?? { attack, defence };
  const worse = { attack: Math.min(attack, last.attack), defence: Math.max(defence, last.defence) };
  return { player, position, ...worse, usually: 0, plays };
}

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

/**
 * What an announced eleven adds to goals scored and let in, for 90 minutes, against the usual one: the sum of its players' ratings less
 * that of all of the squad by their share of minutes. Of one who has not played for the team of late, the worse of his rating and
 * the last of his line's counts.
 */
export function announcedChange(order: PeckingOrder, eleven: Eleven, ratings: PlusMinus): ElevenChange {
  const change = new Change();
  const left = new Map(eleven.players);
  for (const line of order.values()) {
    for (const candidate of line) change.add(candidate, left.delete(candidate.player) ? 1 : 0);
  }
  for (const [player, position] of left)
    change.addNew(ratings.rating(player) ?? unrated, order.get(position)?.at(-1), 1);
  return change;
}

/**
 * The same of a team not announced yet: each of the squad plays his share of minutes, or all or nothing where an expected eleven names
 * him or does not. What one who is absent would have played goes down his line to the next who can play more, and in the end to somebody who has not
 * played of late. As nobody further down counts as better, no absence ever makes the team better; without any the change is
 * exactly none.
 */
export function expectedChange(
  order: PeckingOrder,
  expected: Eleven | undefined,
  absences: Absences,
  ratings: PlusMinus,
): ElevenChange {
  const change = new Change();
  const left = new Map(expected?.players ?? []);
  for (const line of order.values()) {
    let open = 0;
    for (const candidate of line) {
      const { player, share, lastPlayed } = candidate;
      const wanted = expected === undefined ? share : left.delete(player) ? 1 : 0;
      const chance = absences.chance(player, lastPlayed);
      const plays = chance === 1 && open === 0 ? wanted : Math.min(chance, chance * wanted + open);
      open = Math.max(0, open + wanted - plays);
      change.add(candidate, plays);
    }
    change.addNew(unrated, line.at(-1), open);
  }
  for (const [player, position] of left) {
    const last = order.get(position)?.at(-1);
    const chance = absences.chance(player, Number.NEGATIVE_INFINITY);
    change.addNew(ratings.rating(player) ?? unrated, last, chance);
    change.addNew(unrated, last, 1 - chance);
  }
  return change;
}

class Change implements ElevenChange {
  attack = 0;
  defence = 0;
  replaced = 0;

  add({ attack, defence, share }: Candidate, plays: number): void {
    const more = plays - share;
    if (more === 0) return;
    this.attack += more * attack;
    this.defence += more * defence;
    if (more < 0) this.replaced -= more / 11;
  }

  addNew({ attack, defence }: PlayerRating, last: Candidate | undefined, plays: number): void {
    if (plays === 0) return;
    this.attack += plays * Math.min(attack, last?.attack ?? attack);
    this.defence += plays * Math.max(defence, last?.defence ?? defence);
  }
}

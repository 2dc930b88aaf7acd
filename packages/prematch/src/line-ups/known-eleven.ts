import type { LineUp } from "@touchline/schemas";
import type { Circumstances } from "../circumstances.ts";
import type { PreMatchFixture } from "../fixture.ts";
import { lastDayBefore } from "../played.ts";
import { absencesOf } from "./availability.ts";
import { announcedPlaying, changeOf, elevenOf, expectedPlaying, type Playing } from "./eleven.ts";
import { lineUpFactor } from "./factor.ts";
import { peckingOrder } from "./pecking-order.ts";
import { providerOf } from "./player-key.ts";
import type { Squads } from "./squads.ts";

/** What is known of one side's team before a match, and what it does to goal rates. */
export interface KnownEleven {
  /** True where nothing is known: of the team to come, or of its usual one. Both factors are 1 then. */
  readonly missing: boolean;
  readonly announced: boolean;
  /** Part of the usual eleven's minutes that others are to play. */
  readonly replaced: number;
  /** Factor on the goals of this side. */
  readonly attack: number;
  /** Factor on the goals of the other side. */
  readonly defence: number;
  /** Who is to play how much; nobody where it is missing. */
  readonly playing: readonly Playing[];
}

export const unknownEleven: KnownEleven = {
  missing: true,
  announced: false,
  replaced: 0,
  attack: 1,
  defence: 1,
  playing: [],
};

/**
 * One side of a fixture, from what was said by the moment of prediction. Only those are heard who have told of the team's past
 * line-ups too: players of others cannot be known again.
 */
export function knownEleven(squads: Squads, fixture: PreMatchFixture, side: "home" | "away"): KnownEleven {
  const { known, kickOff } = fixture;
  if (known === undefined || squads.size === 0) return unknownEleven;
  const team = fixture[side];
  const at = Math.min(known.at, kickOff);
  const day = lastDayBefore(at) + 1;
  const order = peckingOrder(squads, team, day);
  if (order === undefined) return unknownEleven;
  const tellers = new Set([...order.values()].flatMap((line) => line.map(({ player }) => providerOf(player))));
  const lineUp = lastWord(known, side, at, tellers);
  const statements = known.availability.filter(({ provider }) => tellers.has(provider));
  const absences = absencesOf(statements, team, at, kickOff);
  if (lineUp === undefined && !absences.known) return unknownEleven;
  const ratings = squads.ratings(day);
  const eleven = lineUp && elevenOf(lineUp, team);
  const announced = lineUp?.announced === true;
  const playing =
    announced && eleven !== undefined
      ? announcedPlaying(order, eleven, ratings)
      : expectedPlaying(order, eleven, absences, ratings);
  const change = changeOf(playing);
  return {
    missing: false,
    announced,
    replaced: change.replaced,
    attack: lineUpFactor(change.attack),
    defence: lineUpFactor(change.defence),
    playing,
  };
}

/** Of what each provider said its highest revision counts; among those an announced team before an expected one, then the latest. */
function lastWord(
  { lineUps }: Circumstances,
  side: "home" | "away",
  at: number,
  tellers: ReadonlySet<string>,
): LineUp | undefined {
  const byProvider = new Map<string, LineUp>();
  for (const lineUp of lineUps) {
    if (lineUp.side.toLowerCase() !== side || lineUp.providerTime > at || !tellers.has(lineUp.provider)) continue;
    const other = byProvider.get(lineUp.provider);
    if (other === undefined || lineUp.revision > other.revision) byProvider.set(lineUp.provider, lineUp);
  }
  let last: LineUp | undefined;
  for (const lineUp of byProvider.values()) if (last === undefined || isBetter(lineUp, last)) last = lineUp;
  return last;
}

function isBetter(a: LineUp, b: LineUp): boolean {
  if (a.announced !== b.announced) return a.announced;
  return a.providerTime !== b.providerTime ? a.providerTime > b.providerTime : a.provider < b.provider;
}

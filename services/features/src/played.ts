import type { MatchState } from "@touchline/football";
import type { MatchEvent } from "@touchline/schemas";

/** What is kept of a match that is being played, so that its silence is noticed. */
export interface Played {
  /** When something of it was written to the log, ms since the epoch; up to `heardWithinMs` before the last time. */
  readonly heardAt: number;
  /** True where its silence is in the log already, and nothing was heard since. */
  readonly silent: boolean;
}

/** What is heard so near to what is kept is not kept anew, ms: a clock that ticks each minute is kept each time, shots in between are not. */
export const heardWithinMs = 15_000;

/** Kicks of a shoot-out are minutes apart, and no clock ticks: silence means nothing there. */
const shootOutPeriod = 5;

export function isPlayed({ phase, period, fixture }: MatchState): boolean {
  return fixture !== null && phase === "LIVE" && period < shootOutPeriod;
}

/**
 * What is to be kept after something was heard at a time (ms since the epoch), or after silence was; `known` where that stands. `stopped`: of the
 * state by then. A silence that does not stop play came after something that shows that it goes on: it was written while that came in.
 */
export function heard(known: Played | undefined, at: number, isSilence: boolean, stopped: boolean): Played {
  if (isSilence && stopped) return { heardAt: known?.heardAt ?? at, silent: true };
  if (isSilence && known !== undefined) return known;
  if (known !== undefined && !known.silent && Math.abs(at - known.heardAt) < heardWithinMs) return known;
  return { heardAt: at, silent: false };
}

/** Who says that a match's feed is silent: no provider does. */
const us = "touchline";

/**
 * What is put into a match's log when nothing is heard of it: it stops play where the clock stands, as a goal does. Everything in it follows from
 * what was told, so whoever finds the same silence writes the same; its moment is that from which on nothing told is a silence, `afterMs` behind the last
 * word, so that nobody who asks what was known before finds it. `revision`: of the match's last features.
 */
export function silenceOf(
  matchId: string,
  { period, second, toldAt }: MatchState,
  revision: number,
  afterMs: number,
): MatchEvent {
  return {
    ...{ provider: us, matchId, eventId: `silence/${revision}`, revision: 1, status: "CONFIRMED", type: "SILENCE" },
    ...{ period, second, side: null, player: null, playerOff: null, expectedGoals: null, shotOutcome: null },
    ...{ situation: null, subject: null, stoppage: null, score: null, providerTime: toldAt + afterMs },
  };
}

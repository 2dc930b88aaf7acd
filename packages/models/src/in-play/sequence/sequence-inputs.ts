import type { PerSide } from "@touchline/schemas";
import type { Belief } from "../../belief.ts";
import { type ChancesSoFar, logGoals, logShots } from "../chances-so-far.ts";
import type { InPlayState, SidePlayed } from "../in-play-state.ts";

/** What the network sees of a match, from one side's place: all but the last in pairs, its own and the other side's. */
export const sequenceInputs = [
  ...["ownShots", "otherShots", "ownExpectedGoals", "otherExpectedGoals"],
  ...["ownRecentShots", "otherRecentShots", "ownRecentExpectedGoals", "otherRecentExpectedGoals"],
  "played",
] as const;

/** What a side did of late counts half after a quarter of an hour; as a share of a match of 95 minutes. */
const halving = 15 / 95;
/** What is expected of a quarter of an hour counts for so much, in the units of shots and of goals. */
const pseudoRecentShots = 5;
const pseudoRecentGoals = 1;

/** All of it, for the hash of a model. */
export const sequenceConstants = { sequenceInputs, halving, pseudoRecentShots, pseudoRecentGoals };

/** Neither score nor men are among them: what those are worth stays as it is, so that no goal and no card can count the wrong way. */
export function writeInputs(
  out: Float64Array,
  belief: Belief,
  { home, away }: InPlayState,
  { expected }: ChancesSoFar,
  played: number,
): void {
  // share of a match that sums which fade have in them by now
  const recent = (halving / Math.LN2) * (1 - 2 ** (-played / halving));
  const inMatch = played > 0 ? recent / played : 0;
  out[0] = logShots(home, expected.home);
  out[1] = logShots(away, expected.away);
  out[4] = logRecent(home.recentShots, expected.home * inMatch, pseudoRecentShots);
  out[5] = logRecent(away.recentShots, expected.away * inMatch, pseudoRecentShots);
  out.fill(0, 2, 4).fill(0, 6, 8);
  if (home.expectedGoals + away.expectedGoals > 0) {
    out[2] = logGoals(home, belief.home * played);
    out[3] = logGoals(away, belief.away * played);
    out[6] = logRecent(home.recentExpectedGoals, belief.home * recent, pseudoRecentGoals);
    out[7] = logRecent(away.recentExpectedGoals, belief.away * recent, pseudoRecentGoals);
  }
  out[8] = played;
}

/** The same match from the other side's place. */
export function turnInputs(inputs: Float64Array, out: Float64Array): void {
  for (let at = 0; at < inputs.length - 1; at += 2) {
    out[at] = inputs[at + 1] as number;
    out[at + 1] = inputs[at] as number;
  }
  out[inputs.length - 1] = inputs[inputs.length - 1] as number;
}

function logRecent(value: SidePlayed["recentShots"], expected: number, pseudo: number): number {
  return Math.log((pseudo + (value ?? 0)) / (pseudo + expected));
}

/** Logs of the factors on both sides' rates, as a network makes them of a match. */
export interface SequenceCorrection {
  of(belief: Belief, state: InPlayState, chances: ChancesSoFar, played: number): PerSide;
}

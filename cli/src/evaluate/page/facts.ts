import type { ReadingNotes } from "../tested-matches.ts";
import { count } from "./markup.ts";

export interface FactsInput {
  readonly artefact: {
    readonly model: string;
    readonly odds: string;
    readonly trained: { readonly from: number; readonly until: number; readonly dataHash: string };
  };
  readonly read: ReadingNotes;
  /** Matches of seasons that were trained on. */
  readonly learnt: number;
}

const oddsUse: Readonly<Record<string, string>> = {
  none: "It sees no odds at all.",
  past: "It sees the closing odds of matches that were played before, nothing of the match itself.",
  match:
    "It sees the market's prices of some days before the match, and the closing odds of matches that were played before.",
};

/** How the figures came about, for whoever wants to have them again. */
export function factsOf({ artefact, read, learnt }: FactsInput): [string, string][] {
  const { from, until, dataHash } = artefact.trained;
  const inSample =
    learnt === 0
      ? "No match here is of a season that it was trained on."
      : `${count(learnt)} of the matches here are of seasons that it was trained on: their scores are too good by a little.`;
  const overlap = read.inBoth + read.otherDay;
  return [
    [
      "Model",
      `${artefact.model}. ${oddsUse[artefact.odds] ?? ""} Trained on seasons ${from} to ${until} (by the year they begin in; data ${dataHash.slice(0, 12)}). ${inSample}`,
    ],
    [
      "Walk",
      `Nothing is trained here. Each match is predicted from results up to the day before it at the latest; its own columns are unknown until it is played. ${count(read.history)} results of history${overlap === 0 ? "" : `; ${count(overlap)} of its rows are matches to predict, and count from when they are played`}.`,
    ],
    [
      "Closing odds",
      "Pinnacle's last prices before kick-off, or the market's mean where those are not told. The margin is taken out by the power method where no other is named. Nobody quotes here that both sides score: its chance follows from the goals that the other prices expect.",
    ],
    [
      "Base rates",
      "How often each thing happened in the league before the day, the last two to three seasons counting most.",
    ],
    [
      "Intervals",
      "Of 95 %, by a bootstrap of whole weeks of matches (Tuesday to Monday), 2 000 samples; of single matches where there are fewer than 20 weeks. Matches of a week share a little: on three seasons of 22 divisions such intervals are 5 to 8 % wider than those of single matches.",
    ],
    [
      "Scores",
      "RPS: mean squared error of the cumulated chances, 0 to 1 (home, draw, away in this order). Log-loss: natural logarithm. Brier: sum over the outcomes, 0 to 2. Calibration error: mean distance of chance and frequency in ten groups of equal width, of the three results together.",
    ],
  ];
}

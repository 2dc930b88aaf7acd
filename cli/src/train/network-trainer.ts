import { kindOf, type NetworkWeights, networkInputs, networkMember } from "@touchline/models";
import { featureTable, type MemberTrainer, type TrainingMatches, vectorAt } from "@touchline/models/training";
import { trainNetwork } from "@touchline/network";
import type { CurvePoint } from "./curves-plot.ts";

/** Matches of clubs, the last ones, that it learns from: more of them take long, and teach it little. */
const latest = 60_000;
/** Share of them, the last, that say when to stop. */
const validationShare = 0.15;

/** A network on goals that corrects what the strengths expect. */
export function networkTrainer(seed: number, onEpoch: (point: CurvePoint) => void): MemberTrainer {
  return {
    name: "network",
    async train({ matches, rows, odds, expected }) {
      const used = clubs(matches, rows);
      const goals = Array.from(used, (row) => expected(matches.competitions[row] as string, vectorAt(matches, row)));
      const { weights } = await trainNetwork(
        {
          table: featureTable(matches, used, networkInputs(odds)),
          expected: { home: goals.map(({ home }) => home), away: goals.map(({ away }) => away) },
          scored: {
            home: used.map((row) => matches.homeGoals[row] as number),
            away: used.map((row) => matches.awayGoals[row] as number),
          },
        },
        {
          validFrom: Math.round(used.length * (1 - validationShare)),
          seed,
          progress: ({ epoch, ...losses }) => onEpoch({ round: epoch, ...losses }),
        },
      );
      return weights;
    },
    member: (artefact, expected) => networkMember(artefact as NetworkWeights, expected),
  };
}

function clubs(matches: TrainingMatches, rows: Int32Array): Int32Array {
  return rows.filter((row) => kindOf(matches.competitions[row] as string) !== "nations").slice(-latest);
}

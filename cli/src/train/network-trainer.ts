import type { Table } from "@touchline/learning";
import { kindOf, type NetworkWeights, networkInputs, networkMember } from "@touchline/models";
import type { MemberTrainer, TrainingMatches } from "@touchline/models/training";
import { trainNetwork } from "@touchline/network";
import { placeOf, vectorLength } from "@touchline/prematch";

/** Matches of clubs, the last ones, that it learns from: more of them take long, and teach it little. */
const latest = 60_000;
/** Share of them, the last, that say when to stop. */
const validationShare = 0.15;

/** A network on goals that corrects what the strengths expect. */
export function networkTrainer({ seed, say }: { seed: number; say: (line: string) => void }): MemberTrainer {
  return {
    name: "network",
    async train({ matches, rows, odds, expected }) {
      const used = clubs(matches, rows);
      const goals = Array.from(used, (row) => expected(matches.competitions[row] as string, vectorAt(matches, row)));
      const { weights, best, curve } = await trainNetwork(
        {
          table: tableOf(matches, used, networkInputs(odds)),
          expected: { home: goals.map(({ home }) => home), away: goals.map(({ away }) => away) },
          scored: {
            home: used.map((row) => matches.homeGoals[row] as number),
            away: used.map((row) => matches.awayGoals[row] as number),
          },
        },
        { validFrom: Math.round(used.length * (1 - validationShare)), seed },
      );
      const gained = (curve[0]?.validation ?? 0) - (curve[best]?.validation ?? 0);
      say(
        `network: ${used.length} matches, epoch ${best} of ${curve.length - 1} is the best, by ${rounded(gained)} nats`,
      );
      return weights;
    },
    member: (artefact, expected) => networkMember(artefact as NetworkWeights, expected),
  };
}

function clubs(matches: TrainingMatches, rows: Int32Array): Int32Array {
  return rows.filter((row) => kindOf(matches.competitions[row] as string) !== "nations").slice(-latest);
}

function tableOf(matches: TrainingMatches, rows: Int32Array, names: readonly string[]): Table {
  const columns = names.map((name) => {
    const place = placeOf(name);
    return Float64Array.from(rows, (row) => matches.values[row * vectorLength + place] as number);
  });
  return { names, columns, rows: rows.length };
}

function vectorAt({ values }: TrainingMatches, row: number): Float64Array {
  return values.subarray(row * vectorLength, (row + 1) * vectorLength);
}

function rounded(value: number | null | undefined): string {
  return value == null ? "unknown" : value.toFixed(4);
}

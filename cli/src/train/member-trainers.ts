import { type Table, Threads } from "@touchline/learning";
import {
  kindOf,
  type NetworkWeights,
  networkInputs,
  networkMember,
  trainVote,
  type VoteArtefact,
  voteFeatures,
  voteMember,
} from "@touchline/models";
import { type MemberTrainer, outcomeOf, type TrainingMatches } from "@touchline/models/training";
import { trainNetwork } from "@touchline/network";
import { placeOf, vectorLength } from "@touchline/prematch";

/** Matches of clubs, the last ones, that a member learns from: more of them take long, and teach it little. */
const latest = { vote: 30_000, network: 60_000 } as const;
/** Share of a network's matches, the last, that say when to stop. */
const validationShare = 0.15;

/** The classic vote of a forest, boosting and a support vector machine. */
export function voteTrainer({ say }: { say: (line: string) => void }): MemberTrainer {
  return {
    name: "vote",
    async train({ matches, rows, odds }) {
      const used = clubs(matches, rows, latest.vote);
      const threads = new Threads(2);
      try {
        const table = tableOf(matches, used, voteFeatures(odds));
        const labels = Uint8Array.from(used, (row) =>
          outcomeOf(matches.homeGoals[row] as number, matches.awayGoals[row] as number),
        );
        const { artefact, curve } = await trainVote(table, labels, { odds, threads });
        const last = curve.at(-1);
        say(
          `vote: ${used.length} matches, boosting of ${artefact.trained.rounds} rounds, log-loss ${rounded(last?.validation)}`,
        );
        return artefact;
      } finally {
        await threads.close();
      }
    },
    member: (artefact) => voteMember(artefact as VoteArtefact),
  };
}

/** A network on goals that corrects what the strengths expect. */
export function networkTrainer({ seed, say }: { seed: number; say: (line: string) => void }): MemberTrainer {
  return {
    name: "network",
    async train({ matches, rows, odds, expected }) {
      const used = clubs(matches, rows, latest.network);
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

function clubs(matches: TrainingMatches, rows: Int32Array, last: number): Int32Array {
  return rows.filter((row) => kindOf(matches.competitions[row] as string) !== "nations").slice(-last);
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

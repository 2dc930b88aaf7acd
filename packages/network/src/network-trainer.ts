import { kindOf, type NetworkArtefact, networkInputs, networkMemberOf, type OddsUse } from "@touchline/models";
import { fitStacks, GoalRates, type MemberTrainer, type TrainingMatches } from "@touchline/models/training";
import { placeOf, vectorLength } from "@touchline/prematch";
import type { Examples } from "./examples.ts";
import { type NetworkOptions, trainNetwork } from "./train-network.ts";

/** Matches that are learnt from at most, the latest: more change little and take longer. */
const rowsMax = 60_000;
/** Share of the matches, the latest, that say when to stop. */
const validationShare = 0.1;

/** Trains the member `network`: factors on what strengths fitted to the same matches expect. It learns from clubs alone. */
export function networkTrainer(options: Omit<NetworkOptions, "validFrom">): MemberTrainer {
  return {
    name: "network",
    async train(matches, rows, odds): Promise<NetworkArtefact> {
      const stacks = fitStacks(matches, rows, odds);
      const clubs = rows.filter((row) => kindOf(matches.competitions[row] as string) !== "nations").slice(-rowsMax);
      const validFrom = Math.floor(clubs.length * (1 - validationShare));
      const examples = examplesOf(matches, clubs, odds, stacks);
      const { weights, best, backend } = await trainNetwork(examples, { ...options, validFrom });
      const { seed } = options;
      const counts = { rows: validFrom, validationRows: clubs.length - validFrom };
      return { stacks, weights, trained: { ...counts, epochs: best, seed, backend } };
    },
    member: (artefact) => networkMemberOf(artefact as NetworkArtefact),
  };
}

function examplesOf(
  { competitions, values, homeGoals, awayGoals }: TrainingMatches,
  rows: Int32Array,
  odds: OddsUse,
  stacks: NetworkArtefact["stacks"],
): Examples {
  const names = networkInputs(odds);
  const column = (name: string) => {
    const place = placeOf(name);
    return Float64Array.from(rows, (row) => values[row * vectorLength + place] as number);
  };
  const rates = {
    topFive: new GoalRates(stacks.topFive, null),
    others: new GoalRates(stacks.others, null),
    nations: new GoalRates(stacks.nations, null),
  };
  const expected = Array.from(rows, (row) =>
    rates[kindOf(competitions[row] as string)].of(values.subarray(row * vectorLength, (row + 1) * vectorLength)),
  );
  return {
    table: { names, columns: names.map(column), rows: rows.length },
    expected: { home: expected.map(({ home }) => home), away: expected.map(({ away }) => away) },
    scored: {
      home: Uint8Array.from(rows, (row) => homeGoals[row] as number),
      away: Uint8Array.from(rows, (row) => awayGoals[row] as number),
    },
  };
}

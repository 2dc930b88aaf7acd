import { resultChances } from "@touchline/odds";
import { placeOf } from "@touchline/prematch";
import type { PerSide } from "@touchline/schemas";
import { kindOf } from "../../strengths/kind-of.ts";
import type { Member } from "../member.ts";
import { CompiledNetwork } from "./compiled-network.ts";
import type { NetworkWeights } from "./network-weights.ts";

/** Goals that are expected of each side, by competition and vector. */
export type ExpectedGoals = (competition: string, values: ArrayLike<number>) => PerSide;

/** The network's opinion of a match. */
export interface NetworkMember extends Member {
  /** Goals that it expects of each side. */
  rates: ExpectedGoals;
}

/**
 * A network on goals: `expected` are those that it learnt to correct. It has learnt from clubs alone; of nations it says what is
 * expected.
 */
export function networkMember(weights: NetworkWeights, expected: ExpectedGoals): NetworkMember {
  const network = new CompiledNetwork(weights, placeOf);
  const logs = new Float64Array(2);
  const rates: ExpectedGoals = (competition, values) => {
    const { home, away } = expected(competition, values);
    if (kindOf(competition) === "nations") return { home, away };
    network.write(values, 0, logs, 0);
    return { home: home * Math.exp(logs[0] as number), away: away * Math.exp(logs[1] as number) };
  };
  return {
    name: "network",
    rates,
    chances(competition, values) {
      const goals = rates(competition, values);
      const { home, draw, away } = resultChances(goals.home, goals.away);
      return [home, draw, away];
    },
  };
}

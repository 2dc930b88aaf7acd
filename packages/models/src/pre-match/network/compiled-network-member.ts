import { resultChances } from "@touchline/odds";
import { placeOf, vectorLength } from "@touchline/prematch";
import { kindOf } from "../../strengths/kind-of.ts";
import { CompiledGoals } from "../compiled/compiled-goals.ts";
import type { CompiledMember } from "../compiled/compiled-member.ts";
import { CompiledNetwork } from "./compiled-network.ts";
import type { NetworkArtefact } from "./network-artefact.ts";

/** The network on goals, as `networkMember` says it. */
export function compiledNetworkMember({ stacks, weights }: NetworkArtefact): CompiledMember {
  const network = new CompiledNetwork(weights, placeOf);
  const goals = {
    topFive: new CompiledGoals(stacks.topFive, null),
    others: new CompiledGoals(stacks.others, null),
    nations: new CompiledGoals(stacks.nations, null),
  };
  const logs = new Float64Array(2);
  const factors = new Float64Array(2);
  const one: CompiledMember["one"] = (competition, values, from, out, at) => {
    const kind = kindOf(competition);
    goals[kind].write(values, from, logs, 0);
    if (kind === "nations") factors.fill(0);
    else network.write(values, from, factors, 0);
    const supremacy = logs[0] as number;
    const sum = Math.exp(logs[1] as number);
    const home = (sum / (1 + Math.exp(-supremacy))) * Math.exp(factors[0] as number);
    const away = (sum / (1 + Math.exp(supremacy))) * Math.exp(factors[1] as number);
    const chances = resultChances(home, away);
    out[at] = chances.home;
    out[at + 1] = chances.draw;
    out[at + 2] = chances.away;
  };
  return {
    name: "network",
    one,
    block(competitions, values, from, out) {
      for (let row = 0; row < competitions.length; row++) {
        one(competitions[row] as string, values, from + row * vectorLength, out, 3 * row);
      }
    },
  };
}

import { vectorLength } from "@touchline/prematch";
import { type Kind, kindOf } from "../../strengths/kind-of.ts";
import { logistic, type OrderedLogit } from "../ordered-logit.ts";
import { ratingPlaces, ratingScales } from "../ratings-member.ts";
import type { CompiledMember } from "./compiled-member.ts";

/** Ratings by ordered logit, as `ratingsMember` says it. */
export function compiledRatings(logits: Readonly<Record<Kind, OrderedLogit>>): CompiledMember {
  const one: CompiledMember["one"] = (competition, values, from, out, at) => {
    const { weights, cuts } = logits[kindOf(competition)];
    let place = 0;
    for (let i = 0; i < weights.length; i++) {
      const value = values[from + (ratingPlaces[i] as number)] as number;
      place += (weights[i] as number) * (ratingScales[i] as number) * value;
    }
    const away = logistic(cuts[0] - place);
    const notHome = logistic(cuts[1] - place);
    out[at] = 1 - notHome;
    out[at + 1] = notHome - away;
    out[at + 2] = away;
  };
  return {
    name: "ratings",
    one,
    block(competitions, values, from, out) {
      for (let row = 0; row < competitions.length; row++) {
        one(competitions[row] as string, values, from + row * vectorLength, out, 3 * row);
      }
    },
  };
}

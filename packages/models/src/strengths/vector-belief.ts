import { placeOf } from "@touchline/prematch";
import type { PerSide } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import type { StrengthsArtefact } from "./artefact.ts";
import { kindOf } from "./kind-of.ts";
import { type Opinions, stacked } from "./stack.ts";

type Stacks = StrengthsArtefact["stacks"];

/** Goals that a trained stack expects of both sides before a match, by what the filters of strengths expect. */
export function strengthRates(stacks: Stacks, competition: string, opinions: Opinions): PerSide {
  return stacked(stacks[kindOf(competition)], opinions);
}

/**
 * What a trained stack believes of a match, by its vector: the goals that the filters of strengths expect, times the factors of
 * who is to play, of weather and of news; goals of the two sides independent.
 */
export function vectorBelief(stacks: Stacks, competition: string, values: ArrayLike<number>): Belief {
  const feature = (name: string) => values[placeOf(name)] as number;
  const { supremacy, goals } = stacks[kindOf(competition)];
  const opinions: Record<string, PerSide> = {};
  for (const name of Object.keys({ ...supremacy, ...goals.weights })) {
    opinions[name] = { home: feature(`strengths.${name}.home`), away: feature(`strengths.${name}.away`) };
  }
  const rates = strengthRates(stacks, competition, opinions);
  const weather = feature("match.weather.factor");
  return {
    home: rates.home * feature("match.lineUp.home") * feature("home.news.factor") * weather,
    away: rates.away * feature("match.lineUp.away") * feature("away.news.factor") * weather,
    dependence: 0,
    variance: feature("strengths.variance"),
  };
}

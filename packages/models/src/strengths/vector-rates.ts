import type { PerSide } from "@touchline/schemas";
import type { StrengthsArtefact } from "./artefact.ts";
import { kindOf } from "./kind-of.ts";
import { type Opinions, stacked } from "./stack.ts";

type Stacks = StrengthsArtefact["stacks"];

/** Goals that a trained stack expects of both sides before a match, by what the filters of strengths expect. */
export function strengthRates(stacks: Stacks, competition: string, opinions: Opinions): PerSide {
  return stacked(stacks[kindOf(competition)], opinions);
}

/** A feature of the vector by its name; docs/features.md lists them. */
export type FeatureOf = (name: string) => number;

/**
 * Goals that a trained stack expects of both sides before a match, by the vector: what the filters of strengths expect, times the
 * factors of who is to play, of weather and of news.
 */
export function vectorRates(stacks: Stacks, competition: string, feature: FeatureOf): PerSide {
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
  };
}

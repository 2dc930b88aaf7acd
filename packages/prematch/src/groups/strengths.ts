import type { Feature, FeatureGroup } from "../feature.ts";
import { filterNames } from "../strengths/filter-options.ts";

const feature = (name: string, formula: string, unit: string): Feature => ({
  name,
  formula,
  unit,
  range: [0, null],
  inputs: ["match.results"],
  since: 3,
});

/** What filters of attack and defence strengths expect of the match. */
export const strengths: FeatureGroup = {
  name: "strengths",
  about:
    "Goals expected by Kalman filters of attack and defence; they differ in what they take for evidence and how fast they forget.",
  features: [
    ...filterNames.flatMap((name) =>
      (["home", "away"] as const).map((side) =>
        feature(`strengths.${name}.${side}`, `goals expected of the ${side} side by the filter "${name}"`, "goals"),
      ),
    ),
    feature(
      "strengths.variance",
      'variance of log(home / away) of the filter "results" that comes from not knowing the strengths exactly',
      "squared log",
    ),
  ],
  write(facts, out, at) {
    let to = at;
    const expectations = facts.strengths;
    for (const { home, away } of expectations) {
      out[to++] = home;
      out[to++] = away;
    }
    out[to] = expectations[filterNames.indexOf("results")]?.variance ?? 0;
  },
};

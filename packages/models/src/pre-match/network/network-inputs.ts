import { filterNames } from "@touchline/prematch";
import type { OddsUse } from "../odds-use.ts";

const ofBothSides = [
  ...["elo", "strength.attack", "strength.defence"],
  ...["form.all10.points", "form.all10.goalsFor", "form.all10.goalsAgainst"],
  ...["form.all10.shotsOnTargetFor", "form.all10.shotsOnTargetAgainst"],
  ...["form.all20.cardsFor", "form.all20.cornersFor", "form.all20.cornersAgainst"],
  ...["schedule.restDays", "table.progress", "table.rank", "table.points", "table.goalDifference"],
  ...["table.stakeTitle", "table.stakeRelegation"],
];

const ofTheMatch = [
  ...["match.gap.shots.home", "match.gap.shots.away", "match.gap.shotsOnTarget.home", "match.gap.shotsOnTarget.away"],
  ...["match.gap.corners.home", "match.gap.corners.away", "match.pi.difference", "strengths.variance"],
  ...["match.referee.goals", "match.meetings.goalDifference"],
];

/** Features that the network looks at, by name; where it may see no odds, none that come from them. */
export function networkInputs(odds: OddsUse): string[] {
  const filters = filterNames.filter((name) => odds !== "none" || !name.startsWith("market"));
  return [
    ...filters.flatMap((name) => [`strengths.${name}.home`, `strengths.${name}.away`]),
    ...ofBothSides.flatMap((name) => [`home.${name}`, `away.${name}`]),
    ...ofTheMatch,
  ];
}

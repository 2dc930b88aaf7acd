/** Kinds of competitions that a stack is fitted to each: where much is told of matches, where less is, where teams are nations. */
export type Kind = "topFive" | "others" | "nations";

export const topFive: readonly string[] = [
  "ENG-Premier League",
  "ESP-La Liga",
  "GER-Bundesliga",
  "ITA-Serie A",
  "FRA-Ligue 1",
];

export function kindOf(competition: string): Kind {
  if (competition.startsWith("INT-")) return "nations";
  return topFive.includes(competition) ? "topFive" : "others";
}

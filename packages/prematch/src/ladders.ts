/** Divisions that teams go up and down between, the highest first. */
export const ladders: readonly (readonly string[])[] = [
  ["ENG-Premier League", "E1", "E2", "E3", "EC"],
  ["SC0", "SC1", "SC2", "SC3"],
  ["GER-Bundesliga", "D2"],
  ["ITA-Serie A", "I2"],
  ["ESP-La Liga", "SP2"],
  ["FRA-Ligue 1", "F2"],
];

/** Divisions above a competition; 0 where it is the highest, or not known. */
export function tierOf(competition: string): number {
  for (const ladder of ladders) {
    const tier = ladder.indexOf(competition);
    if (tier >= 0) return tier;
  }
  return 0;
}

/** Divisions that a team went up between two matches, below 0 for down; 0 where they are not on one ladder. */
export function ladderStep(from: string, to: string): number {
  if (from === to) return 0;
  for (const ladder of ladders) {
    const [was, is] = [ladder.indexOf(from), ladder.indexOf(to)];
    if (was >= 0 && is >= 0) return was - is;
  }
  return 0;
}

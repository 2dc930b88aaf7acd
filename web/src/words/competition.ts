/** A competition as readers call it: `ENG-Premier League` is `Premier League (ENG)`, `INT-World Cup` is `World Cup`. */
export function competitionName(competition: string): string {
  const national = /^([A-Z]{3})-(.+)$/.exec(competition);
  if (national === null) return competition;
  return national[1] === "INT" ? `${national[2]}` : `${national[2]} (${national[1]})`;
}

/** The competition with its season, which some have in their name: `World Cup 2018`, not `World Cup 2018 2018`. */
export function seasonName(competition: string, season: string): string {
  const name = competitionName(competition);
  return name.endsWith(` ${season}`) ? name : `${name} ${season}`;
}

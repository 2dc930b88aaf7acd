/** A competition as readers call it: `ENG-Premier League` is `Premier League (ENG)`, `INT-World Cup` is `World Cup`. */
export function competitionName(competition: string): string {
  const national = /^([A-Z]{3})-(.+)$/.exec(competition);
  if (national === null) return competition;
  return national[1] === "INT" ? `${national[2]}` : `${national[2]} (${national[1]})`;
}

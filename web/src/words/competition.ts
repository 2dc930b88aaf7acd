/** A competition as readers call it: `ENG-Premier League` is `Premier League`, its country beside it. */
export function competitionName(competition: string): string {
  const national = /^([A-Z]{3})-(.+)$/.exec(competition);
  return national === null ? competition : `${national[2]} (${national[1]})`;
}

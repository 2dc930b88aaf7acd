const dayMs = 86_400_000;

/**
 * Whether a match of this time (ms since the epoch) can be of a season: `2017/18` lasts from June to the end of August of
 * the year after (2019/20 ended there), `2018` is the year. True of a season that is written in another way.
 */
export function isInSeason(time: number, season: string): boolean {
  const [, first, second] = /^(\d{4})(?:\/(\d\d))?$/.exec(season) ?? [];
  if (first === undefined) return true;
  const year = Number(first);
  if (second === undefined) return isBetween(time, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
  return (year + 1) % 100 === Number(second) && isBetween(time, Date.UTC(year, 5, 1), Date.UTC(year + 1, 8, 1));
}

/** With two days to spare, for a day is a local one. */
function isBetween(time: number, from: number, to: number): boolean {
  return time >= from - 2 * dayMs && time < to + 2 * dayMs;
}

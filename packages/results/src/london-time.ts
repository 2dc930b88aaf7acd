const hourMs = 3_600_000;

/** Ms since the epoch of a day and a time as clocks showed them in the United Kingdom (since 1996: summer time from the last Sunday of March to that of October, 01:00 UTC). */
export function londonTime(day: string, time: string): number {
  const shown = Date.parse(`${day}T${time.padStart(5, "0")}:00Z`);
  const year = Number(day.slice(0, 4));
  const summer = shown - hourMs >= lastSunday(year, 2) && shown - hourMs < lastSunday(year, 9);
  return summer ? shown - hourMs : shown;
}

/** 01:00 UTC on the last Sunday of a month of 31 days (0 is January). */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() - last.getUTCDay() * 24 * hourMs;
}

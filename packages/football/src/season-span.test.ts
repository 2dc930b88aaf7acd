import { expect, it } from "vitest";
import { isInSeason } from "./season-span.ts";

it.each([
  ["2019-08-09", "2019/20", true],
  ["2020-08-26", "2019/20", true],
  ["2020-09-12", "2019/20", false],
  ["1993-07-23", "1993/94", true],
  ["1999-12-01", "1999/00", true],
  ["1999-12-01", "1999/01", false],
  ["2018-07-15", "2018", true],
  ["2019-01-01", "2018", true],
  ["2019-02-01", "2018", false],
  ["2019-02-01", "Clausura 2018", true],
])("a match on %s is of the season %s: %s", (day, season, expected) => {
  expect(isInSeason(Date.parse(`${day}T12:00:00Z`), season)).toBe(expected);
});

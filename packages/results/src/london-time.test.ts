import { expect, it } from "vitest";
import { londonTime } from "./london-time.ts";

it("reads British clocks in summer and in winter", () => {
  expect(londonTime("2021-05-08", "12:30")).toBe(Date.UTC(2021, 4, 8, 11, 30));
  expect(londonTime("2021-12-26", "12:30")).toBe(Date.UTC(2021, 11, 26, 12, 30));
  expect(londonTime("2021-03-28", "02:30")).toBe(Date.UTC(2021, 2, 28, 1, 30));
  expect(londonTime("2021-03-28", "00:30")).toBe(Date.UTC(2021, 2, 28, 0, 30));
  expect(londonTime("2021-10-31", "00:30")).toBe(Date.UTC(2021, 9, 30, 23, 30));
  expect(londonTime("2021-10-31", "15:00")).toBe(Date.UTC(2021, 9, 31, 15));
});

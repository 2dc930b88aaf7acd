import { expect, test } from "vitest";
import { readUsage } from "./process-usage.ts";

test("CPU time is user and system time together, whatever the command is called", () => {
  const stat = "77 (a) b (c) S 1 77 77 0 -1 4194304 1 0 0 0 250 50 9 9 20 0 12 0 100 1 1";
  expect(readUsage(stat, "Name:\ta\nVmRSS:\t   2048 kB\n")).toEqual({ cpuUs: 3_000_000, residentBytes: 2_097_152 });
});

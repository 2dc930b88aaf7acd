import { expect, test } from "vitest";
import { tally } from "./vitest.ts";

const report = (passed: number, failed: number, pending: number, files: { status: string; tests: number }[] = []) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    testResults: files.map(({ status, tests }) => ({ status, assertionResults: Array.from({ length: tests }) })),
  });

test("a good run counts its tests", () => {
  expect(tally(report(7, 0, 0), 0)).toEqual({ passed: 7, failed: 0 });
});

test("a file that cannot be loaded counts as a failure", () => {
  const files = [
    { status: "failed", tests: 0 },
    { status: "failed", tests: 3 },
  ];
  expect(tally(report(7, 1, 0, files), 1)).toEqual({ passed: 7, failed: 2 });
});

test("a skipped test counts as a failure", () => {
  expect(tally(report(7, 0, 1), 0)).toEqual({ passed: 7, failed: 1 });
});

test("a run that failed without a failed test is a failure all the same", () => {
  expect(tally(report(7, 0, 0), 1)).toEqual({ passed: 7, failed: 1 });
  expect(tally("", null)).toEqual({ passed: 0, failed: 1 });
});

import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { cache, root } from "@touchline/local";
import type { Tally } from "../check/run.ts";

const vitest = join(root, "node_modules/vitest/vitest.mjs");

/** Watches and runs again what a change touches, until it is interrupted. */
export async function watchTests(projects: readonly string[], filters: readonly string[]): Promise<number> {
  return (await run(["watch", ...flagsOf(projects), ...filters])) ?? 1;
}

/** Runs the tests with their output to the terminal, and counts them. */
export async function runTests(projects: readonly string[], filters: readonly string[]): Promise<Tally> {
  const file = join(cache, "tests.json");
  await mkdir(cache, { recursive: true });
  await rm(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run(["run", ...reporters, ...flagsOf(projects), ...filters]);
  return tally(await readFile(file, "utf8").catch(() => ""), code);
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/**
 * Counts from vitest's JSON report. A file that could not be loaded has no tests in it and counts as one failure, and so
 * does a skipped test, and a run that failed otherwise: by an unhandled error, or before it wrote a report.
 */
export function tally(report: string, exitCode: number | null): Tally {
  if (report === "") return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(report) as Report;
  const unloaded = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  const failed = numFailedTests + numPendingTests + unloaded;
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

function flagsOf(projects: readonly string[]): string[] {
  return projects.flatMap((project) => ["--project", project]);
}

async function run(args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [vitest, ...args], { cwd: root, stdio: "inherit" });
  const stop = () => child.kill("SIGTERM");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
  return await new Promise((resolve) => child.once("exit", resolve));
}

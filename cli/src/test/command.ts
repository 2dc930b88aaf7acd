import { download, ensureBrowser } from "@touchline/local";
import { runChecks, type Tally } from "../check/run.ts";
import type { Command } from "../command.ts";
import { readOptions } from "../options.ts";
import { buildPage } from "../start/page.ts";
import { Steps } from "../start/steps.ts";
import { runTests, watchTests } from "./vitest.ts";

const options = {
  project: { placeholder: "NAME", about: "only unit, integration or system tests, and no checks" },
  watch: { about: "unit tests again on each change" },
} as const;

export const test: Command = {
  name: "test",
  about: "Runs the checks and all tests; the last line tells how many passed and failed.",
  usage: "[FILE ...] [options]",
  options,
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    const projects = values.project ? [values.project] : [];
    if (values.watch) return await watchTests(projects.length > 0 ? projects : ["unit"], rest);

    const isWhole = projects.length === 0 && rest.length === 0;
    if (values.project !== "unit") await prepare();
    const tallies = [isWhole ? await runChecks() : { passed: 0, failed: 0 }, await runTests(projects, rest)];
    const { passed, failed } = tallies.reduce(sum);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  },
};

const sum = (a: Tally, b: Tally): Tally => ({ passed: a.passed + b.passed, failed: a.failed + b.failed });

/** What the tests need and must not wait for within their time: the jars, the page, a browser. */
async function prepare(): Promise<void> {
  const steps = new Steps();
  await Promise.all([
    steps.step("Kafka and the registry are here", () => download()),
    steps.step("The page is built", buildPage),
    steps.step("A browser is here", ensureBrowser),
  ]);
}

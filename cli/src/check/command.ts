import type { Command } from "../command.ts";
import { readOptions } from "../options.ts";
import { runChecks } from "./run.ts";

export const check: Command = {
  name: "check",
  about: "Holds the code to its rules without running it: format, types, layers, dead code, generated files.",
  usage: "",
  options: {},
  async run(argv) {
    readOptions(check.options, argv);
    const { passed, failed } = await runChecks();
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  },
};

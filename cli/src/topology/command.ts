import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@touchline/local";
import { mermaid } from "@touchline/streams";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions } from "../options.ts";
import { withDrawings } from "./drawings.ts";
import { topologies } from "./topologies.ts";

/** Pages with drawings. */
const pages = ["ARCHITECTURE.md"];

export const topology: Command = {
  name: "topology",
  about: "Shows what services read, keep and write, as text or as a Mermaid flowchart.",
  usage: "[features|predictor|alerts ...] [options]",
  options: {
    mermaid: { about: "a flowchart instead of text" },
    write: { about: `draws the flowcharts in ${pages.join(", ")} anew` },
    check: { about: "fails where they are not as declared" },
  },
  async run(argv) {
    const { values, rest } = readOptions(topology.options, argv);
    if (values.write || values.check) {
      for (const page of pages) drawn(page, values.write === true);
      return 0;
    }
    const known = topologies();
    const names = rest.length === 0 ? [...known.keys()] : rest;
    const shown = names.map((name) => {
      const found = known.get(name);
      if (found !== undefined) return found;
      throw new CliError("OPTION_INVALID", `${name}: expected ${[...known.keys()].join(" or ")}.`);
    });
    const text = values.mermaid ? mermaid(shown.map(({ drawn }) => drawn)) : shown.map(({ text }) => text).join("\n\n");
    process.stdout.write(`${text}\n`);
    return 0;
  },
};

function drawn(page: string, write: boolean): void {
  const path = join(root, page);
  const text = readFileSync(path, "utf8");
  const current = withDrawings(page, text);
  if (current === text) return;
  if (!write)
    throw new CliError("DRAWING_STALE", `${page} shows the topologies as they were: npm run topology -- --write.`);
  writeFileSync(path, current);
}

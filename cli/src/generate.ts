import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@touchline/local";
import { featuresPage } from "@touchline/prematch";
import { generateCommand } from "@touchline/schemas/generate";

const args = process.argv.slice(2);
const code = await generateCommand(args);
process.exitCode = code === 2 || args.includes("--help") ? code : Math.max(code, writePage(args.includes("--check")));

/** Gives the exit code: 1 where the page is stale and only to be checked. */
function writePage(checkOnly: boolean): number {
  const path = join(root, "docs/features.md");
  const page = featuresPage();
  const isCurrent = existsSync(path) && readFileSync(path, "utf8") === page;
  if (checkOnly) {
    if (!isCurrent) console.error("docs/features.md is stale: run npm run generate");
    return isCurrent ? 0 : 1;
  }
  if (!isCurrent) writeFileSync(path, page);
  console.log(`docs/features.md ${isCurrent ? "was up to date" : "written"}`);
  return 0;
}

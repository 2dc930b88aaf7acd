import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "@touchline/local";
import { featuresPage } from "@touchline/prematch";
import { generateCommand } from "@touchline/schemas/generate";
import { modelCardPages } from "./model-cards/pages.ts";

const docs = join(root, "docs");
const cards = join(docs, "model-cards");

const args = process.argv.slice(2);
const code = await generateCommand(args);
process.exitCode = code === 2 || args.includes("--help") ? code : Math.max(code, writePages(args.includes("--check")));

/** Gives the exit code: 1 where a page is stale and only to be checked. */
function writePages(checkOnly: boolean): number {
  const pages = new Map([["features.md", featuresPage()], ...modelCardPages()]);
  let stale = 0;
  for (const [name, page] of pages) {
    const path = join(docs, name);
    const isCurrent = existsSync(path) && readFileSync(path, "utf8") === page;
    if (!isCurrent) stale++;
    if (checkOnly && !isCurrent) console.error(`docs/${name} is stale: run npm run generate`);
    if (checkOnly) continue;
    mkdirSync(dirname(path), { recursive: true });
    if (!isCurrent) writeFileSync(path, page);
    console.log(`docs/${name} ${isCurrent ? "was up to date" : "written"}`);
  }
  // the card of a model that ships no more tells of nothing
  for (const name of existsSync(cards) ? readdirSync(cards) : []) {
    if (pages.has(`model-cards/${name}`)) continue;
    stale++;
    if (checkOnly) console.error(`docs/model-cards/${name} is of no model that ships: run npm run generate`);
    else rmSync(join(cards, name));
  }
  return checkOnly && stale > 0 ? 1 : 0;
}

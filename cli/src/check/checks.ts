import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@touchline/local";

export interface Check {
  readonly name: string;
  /** A program of its own; by default this Node. */
  readonly command?: string;
  /** What to run with it, from the root. */
  readonly args: readonly string[];
  /** How to mend what it finds, where a command can. */
  readonly mend?: string;
}

const tool = (path: string) => join(root, "node_modules", path);

/** Everything that is held to be true of the code without running it. */
export function checks(): readonly Check[] {
  return [
    {
      name: "format and lint",
      args: [tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"],
      mend: "node_modules/.bin/biome check --write",
    },
    { name: "types", args: [tool("typescript/bin/tsc"), "-p", "."] },
    ...pageTypes(),
    {
      name: "layers",
      args: [
        tool("dependency-cruiser/bin/dependency-cruiser.mjs"),
        ...["--config", ".dependency-cruiser.mjs", "--output-type", "err"],
        ...["bench", "chaos", "cli", "deploy", "packages", "schemas", "services", "test", "topics"],
      ],
    },
    lockfile(),
    { name: "dead code", args: [tool("knip/bin/knip.js"), "--no-progress"] },
    {
      name: "topology drawings",
      args: ["cli/src/main.ts", "topology", "--check"],
      mend: "npm run topology -- --write",
    },
    { name: "generated files", args: ["cli/src/generate.ts", "--check"], mend: "npm run generate" },
  ];
}

/** That pnpm-lock.yaml fits every package.json; a clean machine could install nothing otherwise. */
function lockfile(): Check {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const args = ["exec", "--yes", "--", packageManager, "install", "--frozen-lockfile", "--lockfile-only"];
  return { name: "lockfile", command: "npm", args, mend: `npm exec -- ${packageManager} install` };
}

function pageTypes(): readonly Check[] {
  const config = join(root, "web/tsconfig.json");
  if (!existsSync(config)) return [];
  const args = [
    tool("svelte-check/bin/svelte-check"),
    "--workspace",
    "web",
    "--tsconfig",
    config,
    "--fail-on-warnings",
  ];
  return [{ name: "types of the page", args }];
}

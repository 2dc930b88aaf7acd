import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, supervise } from "@touchline/local";
import { CliError } from "../error.ts";

const web = join(root, "web");
const stamp = join(web, "dist", ".stamp");
const logFile = join(root, ".touchline", "page-build.log");

/** Builds web/dist where the page's sources are not those of the last build. Rejects with PAGE_NOT_BUILT. */
export async function buildPage(): Promise<void> {
  const wanted = await digest();
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return;
  const child = supervise({
    command: process.execPath,
    args: [join(web, "node_modules/vite/bin/vite.js"), "build", "--emptyOutDir"],
    cwd: web,
    logFile,
    graceMs: 1_000,
  });
  const { code } = await child.exited;
  if (code !== 0) throw new CliError("PAGE_NOT_BUILT", `The page could not be built: the reason is in ${logFile}.`);
  await writeFile(stamp, wanted);
}

/** Of all that goes into the page: its own files, the client's, and the versions of everything else. */
async function digest(): Promise<string> {
  const hash = createHash("sha256");
  const files = [...(await sources(web)), ...(await sources(join(root, "packages/client/src")))];
  for (const file of [...files.sort(), join(root, "pnpm-lock.yaml")]) {
    hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest("hex");
}

async function sources(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const skipped = ["node_modules", "dist", ".svelte-kit"];
  const found = await Promise.all(
    entries
      .filter(({ name }) => !skipped.includes(name))
      .map((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)])),
  );
  return found.flat();
}

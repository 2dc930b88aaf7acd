import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { LocalError } from "./error.ts";
import { supervise } from "./supervised.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of Chrome or Chromium: CHROME_PATH, else the first on the path; undefined where there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (environment.PATH ?? "").split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [environment.CHROME_PATH, ...onPath, ...places].find((file) => file !== undefined && isExecutable(file));
}

/**
 * Finds a browser, or installs Debian's where this process may; gives its path. Rejects with BROWSER_MISSING, which says
 * what to install.
 */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (found !== undefined) return found;
  const mayInstall = process.getuid?.() === 0 && isExecutable("/usr/bin/apt-get");
  if (mayInstall) await install();
  const installed = findBrowser();
  if (installed !== undefined) return installed;
  throw new LocalError(
    "BROWSER_MISSING",
    "The page's tests need Chrome or Chromium: install it (Debian and Ubuntu: apt-get install chromium) or set CHROME_PATH to one.",
  );
}

async function install(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-browser-"));
  const script = "apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium";
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const logFile = join(folder, "apt.log");
  await supervise({ command: "/bin/sh", args: ["-c", script], env, logFile, graceMs: 10_000 }).exited;
  await rm(folder, { recursive: true, force: true });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

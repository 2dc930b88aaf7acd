import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cache } from "@touchline/local";

const run = promisify(execFile);
const names = ["python3.11", "python3.12", "python3.13", "python3"];
/** The packages have builds for these. */
const fits = /^3\.(11|12|13)$/;

/**
 * Python with the packages of a requirements file, in an environment of its own in the cache: made again only where the
 * file or Python has changed. Rejects where there is no Python that fits, or the packages cannot be installed.
 */
export async function buildPythonPeer(name: string, requirements: string): Promise<string> {
  const { command, version } = await findPython();
  const folder = join(cache, name);
  const stamp = join(folder, "built.stamp");
  const text = await readFile(requirements, "utf8");
  const wanted = createHash("sha256").update(`${command} ${version}\n${text}`).digest("hex");
  const python = join(folder, "bin", "python");
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return python;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run(command, ["-m", "venv", folder]);
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements]);
  await writeFile(stamp, wanted);
  return python;
}

async function findPython(): Promise<{ command: string; version: string }> {
  const script = "import sys; print(f'{sys.version_info.major}.{sys.version_info.minor}')";
  for (const command of names) {
    const version = await run(command, ["-c", script]).then(
      ({ stdout }) => stdout.trim(),
      () => "",
    );
    if (fits.test(version)) return { command, version };
  }
  throw new Error("no Python 3.11 to 3.13 is on the path");
}

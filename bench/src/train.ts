import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { root } from "@touchline/local";

/** At its end the process, not each of its threads, says on standard error how much memory it had resident at most, KiB. */
const usage = [
  "data:text/javascript,import { isMainThread } from 'node:worker_threads';",
  "if (isMainThread) process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS));",
].join("");
const budgetSeconds = 30;

/** What `npm run train` takes on the shipped results, as a process of its own with all its threads: seconds until it ends, and peak memory. */
export async function train(odds: string, say: (text: string) => void): Promise<object> {
  const out = await mkdtemp(join(tmpdir(), "touchline-train-"));
  try {
    const started = performance.now();
    const args = [resolve(root, "cli/src/main.ts"), "train", "--odds", odds, "--out", out, "--json"];
    const child = spawn(process.execPath, ["--import", usage, ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [told, noted] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => (told += text));
    child.stderr.setEncoding("utf8").on("data", (text) => {
      noted += text;
      say(text.trimEnd());
    });
    const code = await new Promise<number | null>((done, failed) => child.once("close", done).once("error", failed));
    if (code !== 0) throw new Error(`npm run train ended with ${code}`);
    const seconds = Math.round(performance.now() - started) / 1_000;
    const peakKiB = Number(/peak (\d+)$/.exec(noted)?.[1]);
    const { model, matches } = JSON.parse(told);
    return { model, matches, seconds, budgetSeconds, peakMB: Math.round((peakKiB * 1_024) / 1e6) };
  } finally {
    await rm(out, { recursive: true });
  }
}

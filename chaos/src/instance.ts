import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Exit, type Supervised, supervise } from "@touchline/local";
import type { ProcessorOptions, ProcessorReport } from "./processor.ts";

const script = fileURLToPath(new URL("./processor.ts", import.meta.url));

/** A process of the application under test, seen from outside. */
export class Instance {
  readonly exited: Promise<Exit>;
  readonly logFile: string;
  /** "unheard of" until the process has said something. */
  state = "unheard of";
  /** The tasks that it was given last. */
  tasks: readonly number[] = [];
  /** How many changelog records each copy is behind that it keeps of another's task. */
  readonly copies = new Map<number, number>();
  /** Failures that it has recovered from. */
  recoveries = 0;
  /** When its trap sprung, ms since the epoch. */
  sprungAt: number | undefined;
  #exit: Exit | undefined;
  readonly #child: Supervised;

  constructor(options: ProcessorOptions, { folder, number }: { readonly folder: string; readonly number: number }) {
    this.logFile = join(folder, `${options.scenario}-${number}.log`);
    this.#child = supervise({
      command: process.execPath,
      args: [script, JSON.stringify(options)],
      logFile: this.logFile,
      graceMs: 15_000,
    });
    this.exited = this.#child.exited.then((exit) => {
      this.#exit = exit;
      return exit;
    });
    void this.#follow();
  }

  get isAlive(): boolean {
    return this.#exit === undefined;
  }

  get isRunning(): boolean {
    return this.isAlive && this.state === "running";
  }

  /** SIGKILL. */
  kill(): Promise<void> {
    return this.#child.kill();
  }

  freeze(): void {
    this.#child.signal("STOP");
  }

  thaw(): void {
    this.#child.signal("CONT");
  }

  armTrap(): void {
    this.#child.signal("USR2");
  }

  /** In good order; rejects where the process says otherwise. */
  async stop(): Promise<void> {
    // before that, Node would end it at once
    while (this.isAlive && this.state === "unheard of") await sleep(10);
    await this.#child.stop();
    const { code, signal } = await this.exited;
    if (code !== 0)
      throw new Error(`an instance that was stopped ended with ${signal ?? `exit code ${code}`}: ${this.logFile}`);
  }

  /** Reads what it says, as it says it. */
  async #follow(): Promise<void> {
    const file = await open(this.logFile, "r");
    let rest = "";
    for (let last = false; !last; ) {
      last = !this.isAlive;
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(65_536));
        if (bytesRead === 0) break;
        const lines = (rest + buffer.toString("utf8", 0, bytesRead)).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) this.#take(line);
      }
      await sleep(10);
    }
    await file.close();
  }

  #take(line: string): void {
    // the rest is for whoever reads the log
    if (!line.startsWith("{")) return;
    const { state, tasks, copy, recovering, sprung } = JSON.parse(line) as ProcessorReport;
    this.state = state ?? this.state;
    this.tasks = tasks ?? this.tasks;
    this.sprungAt = sprung ?? this.sprungAt;
    if (copy !== undefined) this.copies.set(copy.partition, copy.behind);
    if (recovering !== undefined) this.recoveries++;
  }
}

import type { Logger } from "./log.ts";

type Hook = { readonly label: string; readonly stop: () => unknown };

/** Stops a service's parts in the reverse order of their start, once, within a deadline. */
export class Shutdown {
  readonly #log: Logger;
  readonly #withinMs: number;
  readonly #exit: (code: number) => void;
  readonly #hooks: Hook[] = [];
  #stopping = false;

  constructor(log: Logger, withinMs: number, exit: (code: number) => void) {
    this.#log = log;
    this.#withinMs = withinMs;
    this.#exit = exit;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  onStop(label: string, stop: () => unknown): void {
    this.#hooks.push({ label, stop });
  }

  /** Runs all hooks, then exits with `code`; with 1 where a hook fails, or hangs beyond the deadline. */
  async run(code: number): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    let exitCode = code;
    let current: Hook | undefined;
    const deadline = setTimeout(() => {
      this.#log.fatal(
        { hook: current?.label, withinMs: this.#withinMs },
        "stopping took too long: gave up on this part",
      );
      this.#exit(1);
    }, this.#withinMs);
    for (current = this.#hooks.pop(); current !== undefined; current = this.#hooks.pop()) {
      try {
        await current.stop();
        this.#log.debug({ hook: current.label }, "stopped a part");
      } catch (err) {
        this.#log.error({ err, hook: current.label }, "a part failed to stop");
        exitCode = 1;
      }
    }
    clearTimeout(deadline);
    this.#log.info({ exitCode }, "stopped");
    this.#exit(exitCode);
  }
}

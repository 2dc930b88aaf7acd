import { Presets, SingleBar } from "cli-progress";

/** Says on stderr what is being done, with a line for each step done and how long it took. */
export class Steps {
  readonly #out = process.stderr;
  #bar: SingleBar | undefined;

  /** Runs one step. Steps may run side by side: each says its line when it is done. */
  async step<T>(label: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const result = await work();
    this.say(`${label.padEnd(44, " .")} ${seconds(performance.now() - startedAt)}`);
    return result;
  }

  say(line: string): void {
    this.#bar?.stop();
    this.#bar = undefined;
    this.#out.write(`${line}\n`);
  }

  /**
   * Shows how far something has come; a bar where there is a terminal, nothing otherwise, since the step's own line says
   * the end. `amount` and `total` are in `unit`.
   */
  progress(label: string, amount: number, total: number, unit: string): void {
    if (!this.#out.isTTY || total <= 0) return;
    if (this.#bar === undefined) {
      const format = `{label} {bar} {value} of {total} {unit}`;
      this.#bar = new SingleBar(
        { format, barsize: 30, stream: this.#out, clearOnComplete: true, stopOnComplete: false, hideCursor: true },
        Presets.shades_classic,
      );
      this.#bar.start(Math.round(total), Math.round(amount), { label, unit });
      return;
    }
    this.#bar.setTotal(Math.round(total));
    this.#bar.update(Math.round(amount), { label, unit });
  }

  /** Takes the bar away; to be called when what it showed is over, well or not. */
  progressDone(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

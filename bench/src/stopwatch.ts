/** Times of one path: an event is noted when it is appended, and its latency taken when its frame comes. */
export class Stopwatch {
  readonly latenciesMs: number[] = [];
  readonly #appended = new Map<string, number>();

  start(id: string): void {
    this.#appended.set(id, performance.now());
  }

  stop(id: string): void {
    const start = this.#appended.get(id);
    if (start === undefined) return;
    this.#appended.delete(id);
    this.latenciesMs.push(performance.now() - start);
  }

  /** Events that no frame has come for. */
  get missing(): number {
    return this.#appended.size;
  }

  /** Waits until a frame has come for every event, or `withinMs` have passed. */
  async finished(withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (this.missing > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

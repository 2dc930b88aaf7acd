/** Keeps a flood of equal happenings from flooding the log: a line a second each, with how many it stands for. */
export class OncePerSecond {
  readonly #seen = new Map<string, { atMs: number; held: number }>();

  /** Happenings that a line written now stands for, this one included; 0 where it should wait. */
  take(kind: string, nowMs = performance.now()): number {
    const last = this.#seen.get(kind);
    if (last !== undefined && nowMs - last.atMs < 1000) {
      last.held += 1;
      return 0;
    }
    const count = (last?.held ?? 0) + 1;
    this.#seen.set(kind, { atMs: nowMs, held: 0 });
    return count;
  }
}

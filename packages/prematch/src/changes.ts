/**
 * When which days of history changed: tells whether what was read as of a day still stands. Of all changes only those are kept
 * that no later one on an earlier day hides, so there are never more than days.
 */
export class Changes {
  #version = 0;
  /** Going up, both of them: a change stands for all that came after the one before it. */
  readonly #versions: number[] = [];
  readonly #days: number[] = [];

  /** How many changes there were. */
  get version(): number {
    return this.#version;
  }

  /** Something of a day (days since the epoch) came, was corrected or was taken back. */
  note(day: number): void {
    this.#version++;
    while (this.#days.length > 0 && (this.#days.at(-1) as number) >= day) {
      this.#days.pop();
      this.#versions.pop();
    }
    this.#days.push(day);
    this.#versions.push(this.#version);
  }

  /** Whether anything of a day before this one changed after a version. */
  since(version: number, day: number): boolean {
    let low = 0;
    let high = this.#versions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#versions[middle] as number) <= version) low = middle + 1;
      else high = middle;
    }
    return low < this.#days.length && (this.#days[low] as number) < day;
  }
}

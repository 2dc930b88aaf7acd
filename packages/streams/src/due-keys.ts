interface Due {
  readonly at: number;
  readonly key: string;
}

/** Keys by when something of them may be due: a heap, whose top is the earliest. A key is due at the earliest time given for it. */
export class DueKeys {
  readonly #heap: Due[] = [];
  readonly #earliest = new Map<string, number>();

  add(key: string, at: number): void {
    if (at === Number.POSITIVE_INFINITY || at >= (this.#earliest.get(key) ?? Number.POSITIVE_INFINITY)) return;
    this.#earliest.set(key, at);
    let i = this.#heap.push({ at, key }) - 1;
    for (let parent = (i - 1) >> 1; i > 0 && this.#at(parent) > at; parent = (i - 1) >> 1) {
      this.#swap(i, parent);
      i = parent;
    }
  }

  /** Takes out all keys that are due at this time. */
  take(now: number): string[] {
    const keys: string[] = [];
    while (this.#heap.length > 0 && this.#at(0) <= now) {
      const { at, key } = this.#heap[0] as Due;
      this.#pop();
      // what an earlier time was given for later has been taken already
      if (this.#earliest.get(key) !== at) continue;
      this.#earliest.delete(key);
      keys.push(key);
    }
    return keys;
  }

  #pop(): void {
    this.#swap(0, this.#heap.length - 1);
    this.#heap.pop();
    for (let i = 0, child = 1; child < this.#heap.length; child = 2 * i + 1) {
      if (this.#at(child + 1) < this.#at(child)) child++;
      if (this.#at(i) <= this.#at(child)) return;
      this.#swap(i, child);
      i = child;
    }
  }

  #at(i: number): number {
    return this.#heap[i]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(i: number, j: number): void {
    const due = this.#heap[i] as Due;
    this.#heap[i] = this.#heap[j] as Due;
    this.#heap[j] = due;
  }
}

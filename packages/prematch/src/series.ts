/**
 * Values that change with the matches of history, each change kept with the place (sequence number) of the match that made
 * it: so every past state can be read, and a correction of the past cuts the series back and lets it grow again.
 */
export class Series {
  readonly width: number;
  readonly #places: number[] = [];
  readonly #values: number[] = [];

  constructor(width: number) {
    this.width = width;
  }

  get length(): number {
    return this.#places.length;
  }

  /** `place` must not be below that of the last entry. */
  append(place: number, values: ArrayLike<number>): void {
    this.#places.push(place);
    for (let i = 0; i < this.width; i++) this.#values.push(values[i] as number);
  }

  /** Index of the last entry before a place; -1 where there is none. */
  indexBefore(place: number): number {
    const places = this.#places;
    let high = places.length;
    if (high === 0 || (places[high - 1] as number) < place) return high - 1;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((places[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Place of an entry. */
  place(index: number): number {
    return this.#places[index] as number;
  }

  value(index: number, column: number): number {
    return this.#values[index * this.width + column] as number;
  }

  /** Copies an entry's values. */
  read(index: number, into: Float64Array): void {
    const from = index * this.width;
    for (let i = 0; i < this.width; i++) into[i] = this.#values[from + i] as number;
  }

  /** Forgets the entries from a place on. */
  cut(place: number): void {
    const left = this.indexBefore(place) + 1;
    this.#places.length = left;
    this.#values.length = left * this.width;
  }
}

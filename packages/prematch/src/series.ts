/** Entries a block: a power of two. */
const blockBits = 5;
const blockEntries = 2 ** blockBits;

/**
 * Values that change with the matches of history, each change kept with the place (sequence number) of the match that made
 * it: so every past state can be read, and a correction of the past cuts the series back and lets it grow again.
 */
export class Series {
  readonly width: number;
  readonly #places: number[] = [];
  /** Most of history is here: in blocks, nothing is copied as it grows, and the garbage collector need not look at it. */
  readonly #blocks: Float64Array[] = [];

  constructor(width: number) {
    this.width = width;
  }

  get length(): number {
    return this.#places.length;
  }

  /** `place` must not be below that of the last entry. */
  append(place: number, values: ArrayLike<number>): void {
    const index = this.#places.length;
    if (index % blockEntries === 0) this.#blocks.push(new Float64Array(blockEntries * this.width));
    this.#places.push(place);
    this.#write(index, values);
  }

  /** Puts another entry where the last one was. */
  replaceLast(place: number, values: ArrayLike<number>): void {
    const last = this.#places.length - 1;
    this.#places[last] = place;
    this.#write(last, values);
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
    const block = this.#blocks[index >> blockBits] as Float64Array;
    return block[(index % blockEntries) * this.width + column] as number;
  }

  /** Copies an entry's values. */
  read(index: number, into: Float64Array): void {
    const block = this.#blocks[index >> blockBits] as Float64Array;
    const from = (index % blockEntries) * this.width;
    for (let i = 0; i < this.width; i++) into[i] = block[from + i] as number;
  }

  /** Forgets the entries from a place on. */
  cut(place: number): void {
    this.#places.length = this.indexBefore(place) + 1;
    this.#blocks.length = Math.ceil(this.#places.length / blockEntries);
  }

  #write(index: number, values: ArrayLike<number>): void {
    const block = this.#blocks[index >> blockBits] as Float64Array;
    const to = (index % blockEntries) * this.width;
    for (let i = 0; i < this.width; i++) block[to + i] = values[i] as number;
  }
}

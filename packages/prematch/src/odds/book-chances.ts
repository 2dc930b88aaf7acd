/** What each book says of a market by now: its last chances, and their means over the books. */
export class BookChances {
  readonly #places = new Map<string, number>();
  readonly #chances: (readonly number[])[] = [];
  /** Made anew when somebody asks after a change: a quote of one market leaves the other's as it is. */
  #logMean: readonly number[] | null = null;
  readonly #outcomes: number;

  constructor(outcomes: number) {
    this.#outcomes = outcomes;
  }

  get books(): number {
    return this.#chances.length;
  }

  put(book: string, chances: readonly number[]): void {
    const known = this.#places.get(book);
    if (known === undefined) this.#places.set(book, this.#chances.length);
    this.#chances[known ?? this.#chances.length] = chances;
    this.#logMean = null;
  }

  /** Mean of the logs over the books, made to sum to 1; one book's as they are. Of no book an empty one. */
  logMean(): readonly number[] {
    this.#logMean ??= this.books < 2 ? (this.#chances[0] ?? []) : this.#roots();
    return this.#logMean;
  }

  /** Mean over the books of the chance of the first outcome; not a number of no book. */
  mean(): number {
    let sum = 0;
    for (const chances of this.#chances) sum += chances[0] as number;
    return sum / this.books;
  }

  #roots(): number[] {
    const roots: number[] = [];
    let sum = 0;
    for (let outcome = 0; outcome < this.#outcomes; outcome++) {
      let product = 1;
      for (const chances of this.#chances) product *= chances[outcome] as number;
      const root = product ** (1 / this.books);
      roots.push(root);
      sum += root;
    }
    return roots.map((root) => root / sum);
  }
}

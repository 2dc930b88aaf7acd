const prefixBytes = 4;

/** Cuts what comes over a socket into frames: a length in 4 bytes, then so many bytes. Each byte is copied once. */
export class Frames {
  readonly #take: (frame: Buffer) => void;
  readonly #prefix = Buffer.alloc(prefixBytes);
  /** What is being filled: a prefix, or a frame. */
  #filling: Buffer = this.#prefix;
  #filled = 0;

  /** `take` is given each frame, without its prefix. */
  constructor(take: (frame: Buffer) => void) {
    this.#take = take;
  }

  /** The chunk may be written over when this returns. Throws a RangeError where a length cannot be one. */
  add(chunk: Buffer): void {
    for (let at = 0; at < chunk.length || this.#isFull; ) {
      if (!this.#isFull) {
        const copied = chunk.copy(this.#filling, this.#filled, at);
        this.#filled += copied;
        at += copied;
      } else if (this.#filling === this.#prefix) this.#fill(Buffer.allocUnsafe(this.#prefix.readInt32BE()));
      else {
        const frame = this.#filling;
        this.#fill(this.#prefix);
        this.#take(frame);
      }
    }
  }

  get #isFull(): boolean {
    return this.#filled === this.#filling.length;
  }

  #fill(bytes: Buffer): void {
    this.#filling = bytes;
    this.#filled = 0;
  }
}

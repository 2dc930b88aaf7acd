/** Writes Kafka's primitive types one after another into a buffer that grows. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  /** What was written; a view. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  get length(): number {
    return this.#length;
  }

  int8(value: number): this {
    const at = this.#grow(1);
    this.#bytes.writeInt8(value, at);
    return this;
  }

  int16(value: number): this {
    const at = this.#grow(2);
    this.#bytes.writeInt16BE(value, at);
    return this;
  }

  int32(value: number): this {
    const at = this.#grow(4);
    this.#bytes.writeInt32BE(value, at);
    return this;
  }

  int64(value: bigint): this {
    const at = this.#grow(8);
    this.#bytes.writeBigInt64BE(value, at);
    return this;
  }

  string(value: string | null): this {
    if (value === null) return this.int16(-1);
    const length = Buffer.byteLength(value);
    const at = this.int16(length).#grow(length);
    this.#bytes.write(value, at);
    return this;
  }

  array<T>(elements: readonly T[], element: (each: T) => void): this {
    this.int32(elements.length);
    elements.forEach(element);
    return this;
  }

  /** Null is -1 long. */
  bytes(value: Buffer | null): this {
    return value === null ? this.int32(-1) : this.int32(value.length).raw(value);
  }

  /** As flexible versions of requests have it: the length, plus one, as an unsigned varint. Null is 0. */
  compactString(value: string | null): this {
    if (value === null) return this.uvarint(0);
    const length = Buffer.byteLength(value);
    const at = this.uvarint(length + 1).#grow(length);
    this.#bytes.write(value, at);
    return this;
  }

  /** Behind its length plus one. Where elements are structures, each ends with its tagged fields. */
  compactArray<T>(elements: readonly T[], element: (each: T) => void): this {
    this.uvarint(elements.length + 1);
    elements.forEach(element);
    return this;
  }

  /** Ends a structure of a flexible version. */
  noTaggedFields(): this {
    return this.uvarint(0);
  }

  raw(value: Buffer): this {
    const at = this.#grow(value.length);
    value.copy(this.#bytes, at);
    return this;
  }

  varint(value: number): this {
    return this.uvarint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** Of 32 bits, no zigzag. */
  uvarint(value: number): this {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#byte((rest & 0x7f) | 0x80);
    return this.#byte(rest);
  }

  /** Exact up to 2^52. */
  varlong(value: number): this {
    let rest = value >= 0 ? value * 2 : -value * 2 - 1;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) this.#byte((rest % 128) | 0x80);
    return this.#byte(rest);
  }

  varBytes(value: Buffer | null): this {
    return value === null ? this.varint(-1) : this.varint(value.length).raw(value);
  }

  varString(value: string): this {
    const length = Buffer.byteLength(value);
    const at = this.varint(length).#grow(length);
    this.#bytes.write(value, at);
    return this;
  }

  #byte(value: number): this {
    const at = this.#grow(1);
    this.#bytes[at] = value;
    return this;
  }

  #grow(by: number): number {
    const at = this.#length;
    this.#length += by;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#length, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    return at;
  }
}

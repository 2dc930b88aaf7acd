/** Reads Kafka's primitive types one after another. Reading past the end throws a RangeError. */
export class ByteReader {
  readonly bytes: Buffer;
  position: number;

  constructor(bytes: Buffer, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  get left(): number {
    return this.bytes.length - this.position;
  }

  int8(): number {
    return this.bytes.readInt8(this.#skip(1));
  }

  int16(): number {
    return this.bytes.readInt16BE(this.#skip(2));
  }

  int32(): number {
    return this.bytes.readInt32BE(this.#skip(4));
  }

  int64(): bigint {
    return this.bytes.readBigInt64BE(this.#skip(8));
  }

  string(): string {
    const length = this.int16();
    return length < 0 ? "" : this.slice(length).toString();
  }

  /** Elements of an array; null counts as empty. */
  array<T>(element: () => T): T[] {
    const length = this.int32();
    return length <= 0 ? [] : Array.from({ length }, element);
  }

  /** Null counts as empty. */
  sized(): Buffer {
    return this.slice(Math.max(0, this.int32()));
  }

  /** Of a flexible version: behind its length plus one as an unsigned varint. Null counts as empty. */
  compactString(): string {
    return this.slice(Math.max(0, this.uvarint() - 1)).toString();
  }

  /** Elements of an array of a flexible version; null counts as empty. */
  compactArray<T>(element: () => T): T[] {
    return Array.from({ length: Math.max(0, this.uvarint() - 1) }, element);
  }

  /** Skips what ends each structure of a flexible version. */
  taggedFields(): void {
    for (let left = this.uvarint(); left > 0; left--) {
      this.uvarint();
      this.slice(this.uvarint());
    }
  }

  /** A zigzag varint of 32 bits. */
  varint(): number {
    const value = this.uvarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A varint of 32 bits, no zigzag. */
  uvarint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes.readUInt8(this.position++);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** A zigzag varint of 64 bits, exact up to 2^53. */
  varlong(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes.readUInt8(this.position++);
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  }

  /** Bytes behind their length as a varint; null where that is -1. */
  varBytes(): Buffer | null {
    const length = this.varint();
    return length < 0 ? null : this.slice(length);
  }

  /** A view, not a copy. */
  slice(length: number): Buffer {
    if (length > this.left) throw new RangeError(`${length} bytes wanted, ${this.left} left`);
    const start = this.#skip(length);
    return this.bytes.subarray(start, start + length);
  }

  #skip(length: number): number {
    const start = this.position;
    this.position += length;
    return start;
  }
}

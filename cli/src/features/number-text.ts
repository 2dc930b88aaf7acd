/** Room that a number needs: its text, to whole words of 4 bytes. The longest one is of 25: -0.0000012345678901234567. */
export const numberRoom = 28;

const slotBits = 16;
const slots = 2 ** slotBits;
const zero = 48;

/**
 * Writes numbers as ASCII: the shortest text that reads back as the same, which is what `String` gives. The texts last
 * asked for are kept, for means of few matches and numbers that stand in for unknown ones come again and again.
 */
export class NumberText {
  readonly #numbers = new Float64Array(slots).fill(Number.NaN);
  readonly #lengths = new Uint8Array(slots);
  readonly #texts = new DataView(new ArrayBuffer(slots * numberRoom));
  readonly #value = new Float64Array(1);
  readonly #halves = new Uint32Array(this.#value.buffer);

  /** Writes a number from index `at` on, and anything up to `at + numberRoom`; returns the index behind the number. */
  write(value: number, into: DataView, at: number): number {
    if (value >= 0 && value < 10 && value === Math.floor(value)) {
      into.setUint8(at, zero + value);
      return at + 1;
    }
    this.#value[0] = value;
    const mixed = (this.#halves[0] as number) ^ Math.imul(this.#halves[1] as number, 0x9e3779b1);
    const slot = Math.imul(mixed, 0x85ebca6b) >>> (32 - slotBits);
    if (this.#numbers[slot] !== value) this.#keep(slot, value);
    const length = this.#lengths[slot] as number;
    const from = slot * numberRoom;
    for (let i = 0; i < length; i += 4) into.setUint32(at + i, this.#texts.getUint32(from + i));
    return at + length;
  }

  #keep(slot: number, value: number): void {
    const text = String(value);
    const from = slot * numberRoom;
    this.#numbers[slot] = value;
    this.#lengths[slot] = text.length;
    for (let i = 0; i < text.length; i++) this.#texts.setUint8(from + i, text.charCodeAt(i));
  }
}

/** Longer ones are seldom said twice. */
const bytesMax = 32;
const slotBits = 12;
const slots = 2 ** slotBits;

/**
 * Strings that were read before, by their bytes: names of teams, competitions and providers stand in record after record. One
 * that is known costs neither a call into V8 nor memory of its own; what is kept is bounded, the later of two that share a slot.
 */
export class KeptStrings {
  readonly #strings: (string | undefined)[] = new Array<string | undefined>(slots).fill(undefined);
  readonly #bytes = new Uint8Array(slots * bytesMax);
  readonly #lengths = new Uint8Array(slots);

  /** The string of the UTF-8 from `start` to `end`, which must be within the buffer. */
  read(from: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length > bytesMax) return from.toString("utf8", start, end);
    let hash = length;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ (from[i] as number), 0x01000193);
    const slot = Math.imul(hash, 0x9e3779b1) >>> (32 - slotBits);
    const kept = this.#strings[slot];
    if (kept !== undefined && this.#lengths[slot] === length && this.#isAt(slot, from, start, end)) return kept;
    const string = from.toString("utf8", start, end);
    this.#strings[slot] = string;
    this.#lengths[slot] = length;
    this.#bytes.set(from.subarray(start, end), slot * bytesMax);
    return string;
  }

  #isAt(slot: number, from: Buffer, start: number, end: number): boolean {
    const bytes = this.#bytes;
    const at = slot * bytesMax - start;
    for (let i = start; i < end; i++) if (bytes[at + i] !== from[i]) return false;
    return true;
  }
}

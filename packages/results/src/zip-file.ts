import { inflateRawSync } from "node:zlib";

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localHeaderBytes = 30;
const stored = 0;
const deflated = 8;
const entryBytesMax = 2 ** 29;

export function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50;
}

/**
 * The files of an archive that `wanted` names, unpacked, in its own order. After PKWARE's APPNOTE: the directory at the end names each
 * entry and its place. Throws where it is damaged, encrypted, or packed by anything but deflate.
 */
export function filesInZip(zip: Buffer, wanted: (name: string) => boolean): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0 || zip.readUInt32LE(end) !== endSignature) throw new Error("the archive has no directory");
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== entrySignature) throw new Error("the archive's directory is damaged");
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, nameEnd);
    if (wanted(name)) entries.push({ name, bytes: unpacked(zip, at, name) });
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** `at` is the entry's place in the directory. */
function unpacked(zip: Buffer, at: number, name: string): Buffer {
  const isEncrypted = (zip.readUInt16LE(at + 8) & 1) === 1;
  const method = zip.readUInt16LE(at + 10);
  const local = zip.readUInt32LE(at + 42);
  const start = local + localHeaderBytes + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
  if (isEncrypted) throw new Error(`${name} is encrypted`);
  if (method === stored) return packed;
  if (method !== deflated) throw new Error(`${name} is packed by method ${method}, which is not deflate`);
  return inflateRawSync(packed, { maxOutputLength: entryBytesMax });
}

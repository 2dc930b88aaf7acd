import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { lz4Decompress, snappyDecompress } from "@platformatic/wasm-utils";

/** The codecs by their number in a batch's attributes (apache/kafka, CompressionType.java). */
const codecs = new Map([
  [1, { name: "gzip", undo: (bytes: Buffer): Buffer => gunzipSync(bytes) }],
  [2, { name: "snappy", undo: unsnappy }],
  [3, { name: "lz4", undo: lz4Decompress }],
  [4, { name: "zstd", undo: (bytes: Buffer): Buffer => zstdDecompressSync(bytes) }],
]);

/** What was compressed. Throws where there is no such codec, or the bytes are not what it makes. */
export function decompress(number: number, bytes: Buffer): Buffer {
  const codec = codecs.get(number);
  if (codec === undefined) throw new Error(`is compressed with codec ${number}, which Kafka does not have`);
  try {
    return codec.undo(bytes);
  } catch (cause) {
    throw new Error(`is said to be compressed with ${codec.name}, and is not`, { cause });
  }
}

/** The Java client writes snappy in the frame of xerial's snappy-java: this, two versions, then blocks behind their length. */
const xerial = Buffer.from("\x82SNAPPY\0", "latin1");
const xerialHeader = xerial.length + 8;

/** Other clients may leave the frame out. */
function unsnappy(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, xerial.length).equals(xerial)) return snappyDecompress(bytes);
  const blocks: Buffer[] = [];
  for (let start = xerialHeader; start < bytes.length; ) {
    const end = start + 4 + bytes.readInt32BE(start);
    if (end <= start + 4 || end > bytes.length) throw new RangeError("a block goes beyond its batch");
    blocks.push(snappyDecompress(bytes.subarray(start + 4, end)));
    start = end;
  }
  return Buffer.concat(blocks);
}

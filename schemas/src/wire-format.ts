/**
 * The wire format of Confluent's serializers, which every client of the registry reads:
 *
 *     byte 0     magic, 0
 *     byte 1-4   id of the writer's schema in the registry, big endian
 *     byte 5-    the value in Avro's binary encoding
 */
export const headerLength = 5;

/** Writes the header into the first five bytes. */
export function writeHeader(buffer: Buffer, id: number): void {
  buffer[0] = 0;
  buffer.writeInt32BE(id, 1);
}

/** Id of the schema that the bytes were written with; undefined where they have no header. */
export function writerId(bytes: Buffer): number | undefined {
  return bytes.length >= headerLength && bytes[0] === 0 ? bytes.readInt32BE(1) : undefined;
}

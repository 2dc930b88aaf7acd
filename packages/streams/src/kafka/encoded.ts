/** Bytes in the shape that kafkajs's connection takes. */
export function encoded(buffer: Buffer): { readonly buf: Buffer; readonly buffer: Buffer } {
  return { buf: buffer, buffer };
}

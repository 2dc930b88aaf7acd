import { describe, expect, it } from "vitest";
import { byTables, crc32c } from "./crc32c.ts";

describe.each([
  ["by the processor's instruction, where there is a build for it", crc32c],
  ["by tables", byTables],
])("CRC-32C %s", (_, checksum) => {
  it("agrees with the examples of RFC 3720, B.4", () => {
    expect(checksum(Buffer.alloc(32), 0)).toBe(0x8a9136aa);
    expect(checksum(Buffer.alloc(32, 0xff), 0)).toBe(0x62a8ab43);
    expect(checksum(Buffer.from(Array.from({ length: 32 }, (_, i) => i)), 0)).toBe(0x46dd794e);
  });

  it("takes any length and starts where it is told", () => {
    expect(checksum(Buffer.from("123456789"), 0)).toBe(0xe3069283);
    expect(checksum(Buffer.from("..123456789"), 2)).toBe(0xe3069283);
    expect(checksum(Buffer.alloc(0), 0)).toBe(0);
  });
});

it("is the same of both at any length", () => {
  const bytes = Buffer.from(Array.from({ length: 100 }, (_, i) => (i * 7919) & 255));
  for (let end = 0; end <= bytes.length; end++) {
    expect(byTables(bytes.subarray(0, end), 0)).toBe(crc32c(bytes.subarray(0, end), 0));
  }
});

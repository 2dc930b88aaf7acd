import { expect, it } from "vitest";
import { crc32c } from "./crc32c.ts";

it("agrees with the examples of RFC 3720, B.4", () => {
  expect(crc32c(Buffer.alloc(32), 0)).toBe(0x8a9136aa);
  expect(crc32c(Buffer.alloc(32, 0xff), 0)).toBe(0x62a8ab43);
  expect(crc32c(Buffer.from(Array.from({ length: 32 }, (_, i) => i)), 0)).toBe(0x46dd794e);
});

it("takes any length and starts where it is told", () => {
  expect(crc32c(Buffer.from("123456789"), 0)).toBe(0xe3069283);
  expect(crc32c(Buffer.from("..123456789"), 2)).toBe(0xe3069283);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { NumberText, numberRoom } from "./number-text.ts";

const bytes = Buffer.alloc(numberRoom + 1);
const into = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

it("writes any number as String does, the same one again too", () => {
  const text = new NumberText();
  const any = fc.oneof(
    fc.double({ noNaN: true }),
    fc.integer({ min: -40, max: 40 }),
    fc.constantFrom(-0, -Number.MIN_VALUE),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), (numbers) => {
      for (const number of [...numbers, ...numbers]) {
        expect(bytes.toString("latin1", 1, text.write(number, into, 1))).toBe(String(number));
      }
    }),
  );
});

it("has room for the longest text that there is", () => {
  const longest = -0.0000010610915550774822;
  expect(String(longest)).toHaveLength(25);
  expect(bytes.toString("latin1", 1, new NumberText().write(longest, into, 1))).toBe(String(longest));
});

it("keeps numbers apart that share a slot", () => {
  const text = new NumberText();
  const numbers = Array.from({ length: 200_000 }, (_, i) => i / 7);
  const wrong = [...numbers, ...numbers].filter(
    (number) => bytes.toString("latin1", 0, text.write(number, into, 0)) !== String(number),
  );
  expect(wrong).toEqual([]);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { KeptStrings } from "./kept-strings.ts";

it("reads what stands in the bytes, whatever was read before", () => {
  const kept = new KeptStrings();
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom("", "a", "b", "Köln", "FC Köln"));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), fc.nat(5), (texts, offset) => {
      for (const each of [...texts, ...texts]) {
        const bytes = Buffer.concat([Buffer.alloc(offset, "x"), Buffer.from(each), Buffer.from("y")]);
        expect(kept.read(bytes, offset, bytes.length - 1)).toBe(Buffer.from(each).toString());
      }
    }),
  );
});

it("keeps apart strings that share a slot", () => {
  const kept = new KeptStrings();
  const texts = Array.from({ length: 20_000 }, (_, i) => `team ${i}`);
  const wrong = [...texts, ...texts].filter((text) => kept.read(Buffer.from(text), 0, text.length) !== text);
  expect(wrong).toEqual([]);
});

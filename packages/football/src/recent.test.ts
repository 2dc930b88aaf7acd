import { expect, it } from "vitest";
import { Recent } from "./recent.ts";

it("keeps at least the last so many, at most twice as many, and what is asked for again and again", () => {
  const recent = new Recent<number>(10);
  for (let i = 0; i < 1_000; i++) {
    recent.set(`${i}`, i);
    expect(recent.get("0")).toBe(0);
  }
  for (let i = 991; i < 1_000; i++) expect(recent.get(`${i}`)).toBe(i);
  const kept = Array.from({ length: 1_000 }, (_, i) => i).filter((i) => recent.get(`${i}`) !== undefined);
  expect(kept.length).toBeLessThanOrEqual(20);
});

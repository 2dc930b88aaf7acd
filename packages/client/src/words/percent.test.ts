import { expect, it } from "vitest";
import { percent, points } from "./percent.ts";

it("never says certain of what is not", () => {
  expect(percent(0.9999)).toBe(">99%");
  expect(percent(0.99996, 1)).toBe(">99.9%");
  expect(percent(0.0004)).toBe("<1%");
  expect(percent(1)).toBe("100%");
  expect(percent(0)).toBe("0%");
});

it("signs a change, with a minus that is as wide as the plus", () => {
  expect(points(0.213)).toBe("+21.3");
  expect(points(-0.005)).toBe("\u22120.5");
  expect(points(-0.0001)).toBe("0");
});

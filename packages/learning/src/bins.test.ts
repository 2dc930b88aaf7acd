import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binned } from "./bins.ts";
import { tableOf } from "./table.ts";

const table = (values: readonly number[]) =>
  tableOf(
    ["value"],
    values.map((value) => [value]),
  );

describe("bins", () => {
  it("say the same as the bounds: a bin is at most b where the value is at most its bound", () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 12 }), (column, most) => {
        const { bounds, bins } = binned(table(column), column.length, most);
        const [of = new Float64Array()] = bounds;
        expect(of.length).toBeLessThan(most);
        column.forEach((value, row) => {
          for (const [b, bound] of of.entries()) expect((bins[row] as number) <= b).toBe(value <= bound);
        });
      }),
    );
  });

  it("part every two values where there are few", () => {
    const { bins } = binned(table([3, 1, 2, 3, 1, 2]), 6, 3);
    expect([...bins]).toEqual([2, 0, 1, 2, 0, 1]);
  });

  it("hold about as many rows each, but for values that are frequent", () => {
    const { bins } = binned(table(Array.from({ length: 1_000 }, (_, i) => (i < 500 ? 0 : i))), 1_000, 11);
    const held = new Map<number, number>();
    for (const bin of bins) held.set(bin, (held.get(bin) ?? 0) + 1);
    expect(held.get(0)).toBe(500);
    expect(held.size).toBe(11);
    for (const [bin, rows] of held) if (bin > 0) expect(rows).toBe(50);
  });

  it("are not moved by rows that only judge", () => {
    const past = [5, 1, 4, 2, 3];
    const { bounds } = binned(table([...past, 100, -100, 2.5]), past.length);
    expect(bounds).toEqual(binned(table(past)).bounds);
  });

  it("are refused where a byte cannot tell them", () => {
    expect(() => binned(table([1]), 1, 257)).toThrow("257 bins: expected 2 to 256");
  });
});

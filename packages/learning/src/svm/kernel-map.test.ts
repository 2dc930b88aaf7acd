import { describe, expect, it } from "vitest";
import { tableOf } from "../table.ts";
import { compileKernelMap, fitKernelMap } from "./kernel-map.ts";

describe("random features of a Gaussian kernel", () => {
  it("have its value for their scalar product", () => {
    const rows = [
      [0, 1],
      [1, 0],
      [2, 5],
      [3, 2],
    ];
    const size = 20_000;
    const map = fitKernelMap(tableOf(["a", "b"], rows), 4, size, 1, 3);
    const mapRow = compileKernelMap(map);
    const mapped = rows.map((row) => {
      const out = new Float64Array(size);
      mapRow(row, out);
      return out;
    });
    const standard = rows.map((row) =>
      row.map((value, i) => (value - (map.means[i] as number)) / (map.spreads[i] as number)),
    );
    for (const a of [0, 1, 2, 3]) {
      for (const b of [0, 1, 2, 3]) {
        const distance = [0, 1].reduce(
          (sum, i) => sum + ((standard[a]?.[i] as number) - (standard[b]?.[i] as number)) ** 2,
          0,
        );
        const product = mapped[a]?.reduce((sum, value, k) => sum + value * (mapped[b]?.[k] as number), 0) as number;
        expect(Math.abs(product - Math.exp(-distance / 2))).toBeLessThan(0.03);
      }
    }
  });
});

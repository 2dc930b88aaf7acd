import type { ChangeName } from "@touchline/client";
import fc from "fast-check";
import { expect, it } from "vitest";
import { changeTable } from "./change-table.ts";

const part = (of: ChangeName, home: number, away = 0) => ({ of, home, draw: -home - away, away });

it("rounds parts so that they sum to the change that is shown", () => {
  // 0.04 + 0.04 + 0.04 points would show as nothing, and their sum as 0.1
  const parts = [part("CLOCK", 0.0004), part("CHANCES", 0.0004), part("SCORE", 0.0004)];
  const { rows, change } = changeTable({ change: part("SCORE", 0.0012), changeParts: parts });
  expect(change).toEqual({ home: 1, draw: -1, away: 0 });
  expect(rows.reduce((sum, { home }) => sum + home, 0)).toBe(1);
});

it("holds for whatever parts there are", () => {
  const tiny = fc.integer({ min: -50_000, max: 50_000 }).map((n) => n / 1e5);
  fc.assert(
    fc.property(fc.array(fc.tuple(tiny, tiny), { maxLength: 5 }), (numbers) => {
      const parts = numbers.map(([home, away]) => part("OTHER", home, away));
      const sum = (side: "home" | "draw" | "away") => parts.reduce((total, each) => total + each[side], 0);
      const whole = { home: sum("home"), draw: sum("draw"), away: sum("away") };
      const { rows, change } = changeTable({ change: whole, changeParts: parts });
      for (const side of ["home", "draw", "away"] as const) {
        expect(rows.reduce((total, row) => total + row[side], 0)).toBe(change?.[side]);
        expect(Math.abs((change?.[side] ?? 0) - whole[side] * 1000)).toBeLessThanOrEqual(0.51);
      }
    }),
  );
});

it("leaves out what does not show, and names what no part explains", () => {
  const parts = [part("CLOCK", 0.00001), part("SCORE", 0.5)];
  expect(changeTable({ change: part("SCORE", 0.50001), changeParts: parts }).rows.map(({ of }) => of)).toEqual([
    "SCORE",
  ]);
  expect(changeTable({ change: part("SCORE", 0.2), changeParts: [] }).rows).toEqual([
    { of: "OTHER", home: 200, draw: -200, away: 0 },
  ]);
});

it("has nothing to explain of a first prediction", () => {
  expect(changeTable({ change: null, changeParts: [] })).toEqual({ rows: [], change: null });
});

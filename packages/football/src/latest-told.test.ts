import { expect, it } from "vitest";
import { LatestTold } from "./latest-told.ts";

const told = (max: number) => new LatestTold<{ version: number; text: string }>(({ version }) => version, max);

it("says what a version means beside the last one of its statement", () => {
  const known = told(10);
  const judged = [
    known.judge("a", { version: 2, text: "x" }),
    known.judge("a", { version: 2, text: "x" }),
    known.judge("a", { version: 2, text: "y" }),
    known.judge("a", { version: 1, text: "x" }),
    known.judge("a", { version: 3, text: "z" }),
    known.judge("a", { version: 3, text: "w" }, { lastWins: true }),
    known.judge("a", { version: 3, text: "w" }),
  ];
  expect(judged).toEqual(["new", "duplicate", "conflict", "stale", "replaces", "conflict", "duplicate"]);
});

it("remembers the most recent so many, and not many more", () => {
  const known = told(100);
  const value = { version: 1, text: "" };
  for (let n = 0; n < 1_000; n++) known.judge(String(n), value);
  for (let n = 999; n >= 900; n--) expect(known.judge(String(n), value)).toBe("duplicate");
  expect(known.judge("799", value)).toBe("new");
});

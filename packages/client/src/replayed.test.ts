import { expect, it } from "vitest";
import type { MatchView } from "./protocol.ts";
import { replayed } from "./replayed.ts";

const image = { matchId: "m", sequence: 3, second: 0, score: { home: 0, away: 0 } } as MatchView;

it("makes each image of what it was and what changed, and shares the rest", () => {
  const score = { home: 1, away: 0 };
  const deltas = [
    { sequence: 4, set: { second: 60 } },
    { sequence: 5, set: { score } },
  ];
  const views = replayed({ matchId: "m", image, deltas });
  expect(views).toEqual([image, { ...image, sequence: 4, second: 60 }, { ...image, sequence: 5, second: 60, score }]);
  expect(views[1]?.score).toBe(image.score);
});

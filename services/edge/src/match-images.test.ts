import { describe, expect, it } from "vitest";
import { MatchImages } from "./match-images.ts";
import { view } from "./prediction.fixture.ts";

const images = (limits = {}) => new MatchImages({ matchesMax: 100, finishedMax: 100, pointsMax: 100, ...limits });

describe("the image of a match", () => {
  it("comes whole at first and as a delta when the next prediction follows", () => {
    const kept = images();
    expect(kept.apply(view())).toMatchObject({ delta: null, identityChanged: true });
    expect(kept.apply(view({ sequence: 2, second: 1500 }))).toMatchObject({
      delta: { second: 1500 },
      identityChanged: false,
    });
    expect(kept.get("wyscout:2500090")?.second).toBe(1500);
  });

  it("comes whole again where a prediction is missing in between", () => {
    const kept = images();
    kept.apply(view());
    expect(kept.apply(view({ sequence: 3 }))?.delta).toBeNull();
  });

  it("does not change by a record that was read before", () => {
    const kept = images();
    kept.apply(view());
    const second = view({ sequence: 2 });
    kept.apply(second);
    kept.apply(view({ sequence: 3 }));
    expect(kept.apply(second)).toBeUndefined();
    expect(kept.apply(view({ sequence: 3, second: 9 }))).toBeUndefined();
    expect(kept.history("wyscout:2500090")?.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it("makes room for others, which is told", () => {
    const evicted: string[] = [];
    const kept = new MatchImages({ matchesMax: 2, finishedMax: 1, pointsMax: 9 }, (matchId) => evicted.push(matchId));
    for (const matchId of ["m:1", "m:2"]) kept.apply(view({ matchId, phase: "FINISHED" }));
    for (const matchId of ["m:3", "m:4"]) kept.apply(view({ matchId }));
    expect(evicted).toEqual(["m:1", "m:2"]);
    kept.delete("m:3");
    expect(evicted).toHaveLength(2);
  });

  it("begins anew with its history when the predictor does", () => {
    const kept = images();
    for (const sequence of [1, 2, 3]) kept.apply(view({ sequence }));
    expect(kept.apply(view({ sequence: 1 }))?.delta).toBeNull();
    expect(kept.history("wyscout:2500090")).toHaveLength(1);
  });
});

describe("what is kept", () => {
  it("is bounded in points: the oldest go", () => {
    const kept = images({ pointsMax: 2 });
    for (const sequence of [1, 2, 3]) kept.apply(view({ sequence }));
    expect(kept.history("wyscout:2500090")?.map((point) => point.sequence)).toEqual([2, 3]);
  });

  it("is bounded in finished matches: the one that finished first goes", () => {
    const kept = images({ finishedMax: 1 });
    for (const matchId of ["a", "b"]) kept.apply(view({ matchId, phase: "FINISHED" }));
    kept.apply(view({ matchId: "c" }));
    expect([...kept.views()].map(({ matchId }) => matchId)).toEqual(["b", "c"]);
  });

  it("is bounded in matches: the one longest without news goes", () => {
    const kept = images({ matchesMax: 2 });
    kept.apply(view({ matchId: "a" }));
    kept.apply(view({ matchId: "b" }));
    kept.apply(view({ matchId: "a", sequence: 2 }));
    kept.apply(view({ matchId: "c" }));
    expect([...kept.views()].map(({ matchId }) => matchId)).toEqual(["a", "c"]);
  });
});

it("lists matches being played before those to come and those over, and filters them", () => {
  const kept = images();
  kept.apply(view({ matchId: "over", phase: "FINISHED" }));
  kept.apply(view({ matchId: "later", phase: "PRE_MATCH", competition: "ENG-Championship" }));
  kept.apply(view({ matchId: "live", homeTeam: { id: "club:arsenal", name: "Arsenal" } }));
  const ids = (filter = {}) => kept.list(filter).map(({ matchId }) => matchId);
  expect(ids()).toEqual(["live", "later", "over"]);
  expect(ids({ team: "club:arsenal" })).toEqual(["live"]);
  expect(ids({ competition: "ENG-Championship" })).toEqual(["later"]);
  expect(ids({ phase: "FINISHED" })).toEqual(["over"]);
});

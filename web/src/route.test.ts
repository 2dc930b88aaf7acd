import { expect, it } from "vitest";
import { matchLink, parseRoute } from "./route.ts";

it("links to a match by its id, whatever is in it", () => {
  expect(matchLink("wyscout:2500090")).toBe("#/match/wyscout:2500090");
  for (const matchId of ["wyscout:2500090", "a/b c#d", "100%"]) {
    expect(parseRoute(matchLink(matchId))).toEqual({ page: "match", matchId });
  }
});

it("shows the list for anything else", () => {
  for (const hash of ["", "#", "#/", "#/match/"]) expect(parseRoute(hash)).toEqual({ page: "list" });
});

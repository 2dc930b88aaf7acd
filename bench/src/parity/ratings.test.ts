import type { Played } from "@touchline/prematch";
import { shippedClubs } from "@touchline/prematch/testing";
import { describe, expect, it } from "vitest";
import { readReference } from "./penaltyblog.ts";
import { ratingsMaxDifference } from "./ratings.ts";

const reference = readReference();
const matches = shippedClubs();

// each folds 55,575 matches
describe("our ratings", { timeout: 60_000 }, () => {
  it("equal penaltyblog's on the shipped club matches to a millionth", () => {
    for (const [rating, difference] of Object.entries(ratingsMaxDifference(reference, matches)))
      expect(difference, rating).toBeLessThan(1e-6);
  });

  it("differ from them as soon as one score does", () => {
    const one = matches.findIndex(
      ({ season, competition }) => season === "2023/24" && competition === "ENG-Premier League",
    );
    const changed = matches.map(
      (match, i): Played => (i === one ? { ...match, homeGoals: match.homeGoals + 4 } : match),
    );
    for (const [rating, difference] of Object.entries(ratingsMaxDifference(reference, changed)))
      expect(difference, rating).toBeGreaterThan(1e-3);
  });
});

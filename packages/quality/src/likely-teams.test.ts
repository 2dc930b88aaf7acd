import { parseTeamAliases } from "@touchline/football";
import { readDataFile, shippedFiles } from "@touchline/results";
import { expect, it } from "vitest";
import { likelyTeams } from "./likely-teams.ts";

const aliases = parseTeamAliases(readDataFile(shippedFiles.teamAliases).toString("utf8"));
const never = () => false;
const first = (name: string, kind = "club") => likelyTeams({ id: `${kind}:x`, name }, aliases, never)[0]?.id;

it.each([
  ["Manchester Untied", "club", "club:man-united"],
  ["Man Utd", "club", "club:man-united"],
  ["Internazionale", "club", "club:inter"],
  ["Paris Saint-Germain FC", "club", "club:paris-sg"],
  ["Bayern München", "club", "club:bayern-munich"],
  ["Croatai", "nation", "nation:croatia"],
  ["Korea, South", "nation", "nation:south-korea"],
])("%s is likely to be a %s that is known", (name, kind, id) => {
  expect(first(name, kind)).toBe(id);
});

it("takes no single letter for an abbreviation", () => {
  const ids = likelyTeams({ id: "club:x", name: "Rushden & D" }, aliases, never).map(({ id }) => id);
  expect(ids).not.toContain("club:darmstadt");
});

it("offers nothing where nothing is like it, nobody who is ruled out, and no club for a nation", () => {
  expect(likelyTeams({ id: "club:x", name: "Xyzzy" }, aliases, never)).toEqual([]);
  const ruledOut = likelyTeams({ id: "club:x", name: "Man Utd" }, aliases, (id) => id === "club:man-united");
  expect(ruledOut.map(({ id }) => id)).not.toContain("club:man-united");
  const nations = likelyTeams({ id: "nation:x", name: "Monaco" }, aliases, never).map(({ id }) => id);
  expect(nations[0]).toBe("nation:monaco");
  expect(nations.filter((id) => !id.startsWith("nation:"))).toEqual([]);
});

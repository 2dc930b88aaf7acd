import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseTeamAliases, slugOf, TeamIdentities } from "./team-identity.ts";

const table = readFileSync(fileURLToPath(new URL("../../../data/team_aliases.csv", import.meta.url)), "utf8");
const aliases = parseTeamAliases(table);
const teams = new TeamIdentities(aliases);

describe("a team", () => {
  it("is the same whoever names it", () => {
    const unitedOfBoth = [teams.find("wyscout", "Manchester United"), teams.find("football-data", "Man United")];
    expect(unitedOfBoth).toEqual(Array(2).fill({ id: "club:man-united", name: "Manchester United" }));
    expect(teams.find("wyscout", "Korea Republic")).toEqual(teams.find("martj42", "South Korea"));
  });

  it("is another where two of a name are two teams", () => {
    expect(teams.find("football-data", "Leipzig")?.id).not.toBe(teams.find("football-data", "RB Leipzig")?.id);
    expect(teams.find("football-data", "Monaco")?.id).not.toBe(teams.find("martj42", "Monaco")?.id);
  });

  it("of an unknown name is new, is never guessed, and has the same id each time", () => {
    const misspelt = teams.identify("wyscout", "Manchester Untied", "club");
    expect(misspelt).toEqual({ id: "club:manchester-untied", name: "Manchester Untied", isNew: true });
    expect(teams.identify("wyscout", "Manchester Untied", "club")).toEqual(misspelt);
    expect(teams.knows(misspelt.id)).toBe(false);
  });
});

describe("the table of aliases", () => {
  it("keeps a club a club and a nation a nation", () => {
    const wrong = aliases.filter(({ source, teamId }) => {
      if (source === "football-data") return !teamId.startsWith("club:");
      return source === "martj42" ? !teamId.startsWith("nation:") : !/^(club|nation):[a-z0-9-]+$/.test(teamId);
    });
    expect(wrong).toEqual([]);
  });

  it("links every wyscout name to a team with a history", () => {
    const withHistory = new Set(aliases.filter(({ source }) => source !== "wyscout").map(({ teamId }) => teamId));
    expect(aliases.filter(({ teamId }) => !withHistory.has(teamId))).toEqual([]);
  });

  it("is refused where rows contradict each other or are no rows", () => {
    const row = { source: "a", name: "X", teamId: "club:x", displayName: "X" };
    expect(() => new TeamIdentities([row, { ...row, teamId: "club:y" }])).toThrow("both club:x and club:y");
    expect(() => new TeamIdentities([row, { ...row, name: "Z", displayName: "Z" }])).toThrow('"X" and as "Z"');
    expect(() => parseTeamAliases("source,name,team_id,display_name\na,b,c\n")).toThrow("line 2");
    expect(() => parseTeamAliases("name,id\na,b\n")).toThrow("starts with");
  });
});

it("makes slugs of letters that ASCII lacks", () => {
  expect(slugOf("Deportivo Alavés")).toBe("deportivo-alaves");
  expect(slugOf(" 1. FC Nürnberg ")).toBe("1-fc-nurnberg");
  expect(slugOf("ЦСКА")).not.toBe(slugOf("СПАРТАК"));
});

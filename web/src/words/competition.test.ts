import { expect, it } from "vitest";
import { competitionName, seasonName } from "./competition.ts";

it("names a competition as readers call it", () => {
  expect(competitionName("ENG-Premier League")).toBe("Premier League (ENG)");
  expect(competitionName("INT-World Cup 2018")).toBe("World Cup 2018");
});

it("says the season once", () => {
  expect(seasonName("ENG-Premier League", "2017/18")).toBe("Premier League (ENG) 2017/18");
  expect(seasonName("INT-World Cup 2018", "2018")).toBe("World Cup 2018");
});

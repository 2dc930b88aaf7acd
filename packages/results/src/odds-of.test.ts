import { describe, expect, it } from "vitest";
import { readTeams } from "./data-file.ts";
import { oddsOf, quotedAt } from "./odds-of.ts";
import { readResults } from "./read-results.ts";

const at = (text: string): number => Date.parse(`${text}Z`);

describe("prices of a file of results", () => {
  it.each([
    ["Friday evening", "2021-05-07T19:00", "2021-05-07T15:00"],
    ["Saturday", "2021-05-08T11:30", "2021-05-07T15:00"],
    ["Monday evening", "2021-05-10T19:00", "2021-05-07T15:00"],
    ["Tuesday evening", "2021-05-11T19:00", "2021-05-11T15:00"],
    ["Thursday evening", "2021-05-13T19:00", "2021-05-11T15:00"],
    ["a Friday of which the hour is not known", "2021-05-07T12:00", "2021-05-07T11:00"],
  ])("of a match on %s were collected on the Friday or Tuesday before", (_, kickOff, collected) => {
    expect(new Date(quotedAt(false, at(kickOff)))).toEqual(new Date(at(collected)));
    expect(quotedAt(true, at(kickOff))).toBe(at(kickOff));
  });

  it("are said by their book, each market's outcomes by name", () => {
    const csv = [
      "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,B365H,B365D,B365A,PSCH,PSCD,PSCA,Avg>2.5,Avg<2.5,AHCh,AvgCAHH,AvgCAHA",
      "E0,08/05/2021,12:30,Leeds,Tottenham,3,1,2.8,3.5,2.4,2.9,3.6,2.3,1.6,0.9,-0.25,1.9,1.95",
    ].join("\n");
    const [row] = readResults(Buffer.from(csv), "E0.csv", readTeams()).rows;
    const match = {
      matchId: "2021-05-08/club:leeds/club:tottenham",
      inPlay: false,
      suspended: false,
    };
    expect(row && oddsOf(row)).toEqual([
      {
        ...match,
        provider: "bet365",
        market: "MATCH_RESULT",
        line: null,
        selections: [
          { name: "home", price: 2.8 },
          { name: "draw", price: 3.5 },
          { name: "away", price: 2.4 },
        ],
        providerTime: at("2021-05-07T15:00"),
      },
      {
        ...match,
        provider: "pinnacle",
        market: "MATCH_RESULT",
        line: null,
        selections: [
          { name: "home", price: 2.9 },
          { name: "draw", price: 3.6 },
          { name: "away", price: 2.3 },
        ],
        providerTime: at("2021-05-08T11:30"),
      },
      // no price is below 1: whoever checks what comes in has it with a reason
      {
        ...match,
        provider: "average",
        market: "OVER_UNDER",
        line: 2.5,
        selections: [
          { name: "over", price: 1.6 },
          { name: "under", price: 0.9 },
        ],
        providerTime: at("2021-05-07T15:00"),
      },
      {
        ...match,
        provider: "average",
        market: "ASIAN_HANDICAP",
        line: -0.25,
        selections: [
          { name: "home", price: 1.9 },
          { name: "away", price: 1.95 },
        ],
        providerTime: at("2021-05-08T11:30"),
      },
    ]);
  });
});

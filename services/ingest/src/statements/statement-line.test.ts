import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FiledRecord, readStatement, statementLine } from "./statement-line.ts";

const out = {
  record: "Availability",
  provider: "wyscout",
  teamId: "club:crystal-palace",
  player: { id: "8422", name: "W. Zaha" },
  state: "OUT",
  providerTime: "2018-05-11T09:00:00Z",
};
const read = (line: object) => readStatement(JSON.stringify(line));

describe("a line of a file of statements", () => {
  it("gives a record of its topic, with what it leaves out unknown", () => {
    expect(read(out)).toEqual({
      schema: "Availability",
      value: {
        provider: "wyscout",
        teamId: "club:crystal-palace",
        revision: 1526029200,
        player: { id: "8422", name: "W. Zaha", position: null },
        state: "OUT",
        reason: null,
        expectedReturn: null,
        providerTime: Date.UTC(2018, 4, 11, 9),
      },
    });
  });

  it("is what docs/statements.md shows, of each kind", () => {
    const page = readFileSync(new URL("../../../../docs/statements.md", import.meta.url), "utf8");
    const shown = page.split("\n").filter((line) => line.startsWith("{"));
    const kinds = shown.map((line) => readStatement(line)).map((each) => ("code" in each ? each.message : each.schema));
    expect(kinds).toEqual(["Availability", "Weather", "NewsItem", "Odds", "LineUp", "Fixture"]);
  });

  it("without a revision is a later version where it was said later", () => {
    const later = read({ ...out, state: "AVAILABLE", providerTime: "2018-05-11T11:00:00+01:00" }) as FiledRecord;
    expect((later.value as { revision: number }).revision).toBe(1526029200 + 3_600);
    expect(read({ ...out, revision: 7 })).toMatchObject({ value: { revision: 7 } });
  });

  it("tells the same story under the same identity, whichever feed has it", () => {
    const story = { record: "NewsItem", teamId: "club:stoke", headline: "Keeper back!", language: "en" };
    const [one, other, next] = [
      read({ ...story, provider: "a", providerTime: "2018-05-11T09:00:00Z" }),
      read({ ...story, provider: "b", headline: "Keeper back", providerTime: "2018-05-11T12:00:00Z" }),
      read({ ...story, provider: "a", providerTime: "2018-05-12T09:00:00Z" }),
    ].map((each) => ((each as FiledRecord).value as { itemId: string }).itemId);
    expect(one).toBe("2018-05-11/keeper-back");
    expect(other).toBe(one);
    expect(next).not.toBe(one);
  });

  it.each([
    out,
    { ...out, player: "W. Zaha", expectedReturn: 1526200000000, revision: 3 },
    {
      record: "Weather",
      provider: "open-meteo",
      matchId: "wyscout:2500090",
      validAt: "2018-05-13T14:00:00Z",
      issuedAt: "2018-05-12T14:00:00Z",
      windSpeed: 4.5,
    },
    {
      record: "Odds",
      provider: "a-book",
      matchId: "wyscout:2500090",
      market: "OVER_UNDER",
      line: 2.5,
      selections: [
        { name: "over", price: 1.9 },
        { name: "under", price: 1.9 },
      ],
      providerTime: 0,
    },
    { record: "LineUp", provider: "p", matchId: "p:1", side: "HOME", starting: ["one", "two"], providerTime: 5_000 },
    {
      record: "Fixture",
      provider: "p",
      matchId: "p:1",
      competition: "ENG-Premier League",
      season: "2017/18",
      kickOff: "2018-05-13T14:00:00Z",
      home: { id: "club:crystal-palace", name: "Crystal Palace" },
      away: { id: "club:west-brom", name: "West Bromwich Albion" },
      providerTime: "2018-05-01T00:00:00Z",
    },
  ])("written back reads as the same: $record", (line) => {
    const record = read(line) as FiledRecord;
    expect(record.schema).toBe(line.record);
    expect(readStatement(statementLine(record))).toEqual(record);
  });

  it.each([
    ["no JSON", "{", "STATEMENT_NOT_JSON", "no JSON"],
    ["no object", "[1]", "STATEMENT_NOT_JSON", "no JSON object"],
    ["of no known kind", JSON.stringify({ ...out, record: "Injury" }), "STATEMENT_INVALID", "expected one of"],
    ["of an inherited kind", '{"record":"constructor"}', "STATEMENT_INVALID", "expected one of"],
    ["without a field", JSON.stringify({ ...out, state: undefined }), "STATEMENT_INVALID", "state: "],
    ["with a misspelt field", JSON.stringify({ ...out, expectedreturn: null }), "STATEMENT_INVALID", "expectedreturn"],
    [
      "with a day for a time",
      JSON.stringify({ ...out, providerTime: "tomorrow" }),
      "STATEMENT_INVALID",
      "providerTime: ",
    ],
    [
      "with a time of no zone",
      JSON.stringify({ ...out, providerTime: "2018-05-11T09:00:00" }),
      "STATEMENT_INVALID",
      "2018-05-13T14:00:00Z",
    ],
  ])("that is %s is refused, and says why", (_, line, code, message) => {
    expect(readStatement(line)).toEqual({ code, message: expect.stringContaining(message) });
  });
});

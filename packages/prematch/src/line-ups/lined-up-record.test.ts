import { describe, expect, it } from "vitest";
import { linedUpOf, linedUpRecord } from "./lined-up-record.ts";
import { shippedLineUps } from "./shipped-line-ups.fixture.ts";
import { squadsOf } from "./squad.fixture.ts";

const all = shippedLineUps().slice(0, 300);
const records = all.flatMap(({ timeline }) => linedUpRecord(timeline.entries) ?? []);

describe("the record of who played", () => {
  it("gives the match back that it was made of, in every shipped match that tells one", () => {
    const matches = all.flatMap(({ match }) => match ?? []);
    expect(records.map(linedUpOf)).toEqual(matches);
    const day = Math.max(...matches.map((match) => match.day)) + 1;
    const [fromMatches, fromRecords] = [matches, records.flatMap((record) => linedUpOf(record) ?? [])].map((each) =>
      squadsOf(each).ratings(day),
    );
    const players = new Set(records.flatMap((record) => record.players.map(({ key }) => key)));
    expect([...players].map((key) => fromRecords?.rating(key))).toEqual(
      [...players].map((key) => fromMatches?.rating(key)),
    );
  });

  it("is not made where a team was not announced", () => {
    const { timeline } = all[0] as (typeof all)[number];
    const expected = timeline.entries.map((entry) =>
      entry.schema === "LineUp" && entry.value.side === "AWAY"
        ? { schema: entry.schema, value: { ...entry.value, announced: false } }
        : entry,
    );
    expect(linedUpRecord(expected)).toBeNull();
  });

  it("that cannot be counts as none", () => {
    const record = records[0] as (typeof records)[number];
    const [first, ...others] = record.stints as [(typeof record.stints)[number], ...typeof record.stints];
    const broken = (change: Partial<typeof first>) =>
      linedUpOf({ ...record, stints: [{ ...first, ...change }, ...others] });
    expect(broken({})).not.toBeNull();
    expect(broken({ minutes: Number.NaN })).toBeNull();
    expect(broken({ home: { ...first.home, players: [...first.home.players.slice(1), 99] } })).toBeNull();
    expect(broken({ home: { ...first.home, players: Array(11).fill(0) } })).toBeNull();
    expect(linedUpOf({ ...record, stints: [] })).toBeNull();
  });
});

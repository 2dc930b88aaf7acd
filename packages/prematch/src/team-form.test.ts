import { resultIdOf, resultKeyOf } from "@touchline/football";
import type { FormVenue, Result } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { History } from "./history.ts";
import { teamFormAsOf } from "./team-form.ts";
import { ToldResults } from "./told-results.ts";

const palace = "club:crystal-palace";

function result(date: string, home: string, score: string, away: string, change: Partial<Result> = {}): Result {
  const [homeGoals = 0, awayGoals = 0] = score.split("-").map(Number);
  return {
    provider: "football-data",
    matchId: `${date}/${home}/${away}`,
    revision: 1,
    competition: "ENG-Premier League",
    season: "2017/18",
    kickOff: Date.parse(`${date}T12:00:00Z`),
    home: { id: home, name: home },
    away: { id: away, name: away },
    score: { home: homeGoals, away: awayGoals },
    halfTime: null,
    neutral: false,
    referee: null,
    homeCounts: null,
    awayCounts: null,
    goalTimes: null,
    closing: null,
    ...change,
  };
}

/** Crystal Palace's spring of 2018. */
const spring = [
  result("2018-03-31", palace, "1-2", "club:liverpool"),
  result("2018-04-07", "club:bournemouth", "2-2", palace),
  result("2018-04-14", palace, "3-2", "club:brighton"),
  result("2018-04-21", "club:watford", "0-0", palace),
  result("2018-04-28", palace, "5-0", "club:leicester"),
  result("2018-05-05", "club:stoke", "1-2", palace),
  result("2018-05-13", palace, "2-0", "club:west-brom"),
];

const lastDay = Date.UTC(2018, 4, 13, 14);

/** History as told result by result. */
class Told {
  readonly #history = new History();
  readonly #told = new ToldResults(this.#history);

  get size(): number {
    return this.#history.size;
  }

  put(each: Result): void {
    this.#told.put(resultKeyOf(each), each);
  }

  remove(matchId: string): void {
    this.#told.remove(resultKeyOf({ matchId, provider: "football-data" }));
  }

  settled(): History {
    this.#history.settle();
    return this.#history;
  }
}

function historyOf(results: readonly Result[]): Told {
  const history = new Told();
  for (const each of results) history.put(each);
  return history;
}

const formAsOf = (told: Told, team: string, at: number) => teamFormAsOf(told.settled(), team, at);

/** `matches points goals-for goals-against` of a window. */
function window(history: Told, venue: FormVenue, last: number, asOf = lastDay, team = palace): string {
  const found = formAsOf(history, team, asOf).windows.find((w) => w.venue === venue && w.last === last);
  return found === undefined ? "none" : `${found.matches} ${found.points} ${found.goalsFor} ${found.goalsAgainst}`;
}

describe("form as of a kick-off", () => {
  it("adds up the last matches, at home and away apart, without the match itself", () => {
    const history = historyOf(spring);
    expect(window(history, "ALL", 5)).toBe("5 11 12 5");
    expect(window(history, "ALL", 10)).toBe("6 11 13 7");
    expect(window(history, "HOME", 5)).toBe("3 6 9 4");
    expect(window(history, "AWAY", 20)).toBe("3 5 4 3");
    expect(formAsOf(history, palace, lastDay).lastPlayed).toBe(Date.UTC(2018, 4, 5, 12));
  });

  it("has a window for each length and venue, empty where a team has no past", () => {
    const form = formAsOf(new Told(), "club:new", lastDay);
    expect(form).toMatchObject({ teamId: "club:new", lastPlayed: null });
    expect(form.windows.map(({ last, venue }) => `${venue} ${last}`)).toEqual(
      ["ALL", "HOME", "AWAY"].flatMap((venue) => [5, 10, 20].map((last) => `${venue} ${last}`)),
    );
    expect(form.windows.every((w) => w.matches + w.points + w.goalsFor + w.goalsAgainst === 0)).toBe(true);
  });

  it("counts two nations' match once where two sources list the sides differently, and two clubs' matches apart", () => {
    const day = "2018-06-25";
    const pair = { home: { id: "nation:russia" }, away: { id: "nation:uruguay" } };
    const id = resultIdOf(day, pair);
    expect(resultIdOf(day, { home: pair.away, away: pair.home })).toBe(id);
    const history = historyOf([
      result(day, "nation:russia", "0-3", "nation:uruguay", { matchId: id }),
      result(day, "nation:uruguay", "3-0", "nation:russia", { matchId: id, neutral: true }),
    ]);
    const later = Date.UTC(2018, 6, 1);
    expect(window(history, "ALL", 5, later, "nation:russia")).toBe("1 0 0 3");
    expect(window(history, "ALL", 5, later, "nation:uruguay")).toBe("1 3 3 0");
    expect(resultIdOf(day, { home: { id: "club:b" }, away: { id: "club:a" } })).toBe(`${day}/club:b/club:a`);
  });

  it("counts a match on neutral ground in ALL only", () => {
    const final = result("2018-05-12", palace, "4-0", "club:everton", { neutral: true });
    const history = historyOf([...spring, final]);
    expect(window(history, "ALL", 10, Date.UTC(2018, 4, 13, 15))).toBe("7 14 17 7");
    expect(window(history, "HOME", 5, Date.UTC(2018, 4, 13, 15))).toBe("3 6 9 4");
  });

  it("never sees the match itself, whichever hour of its local day that is", () => {
    const night = [result("2018-06-17", "nation:germany", "0-1", "nation:mexico")];
    for (const kickOff of ["2018-06-17T00:00Z", "2018-06-17T15:00Z", "2018-06-17T23:59Z", "2018-06-18T05:00Z"]) {
      expect(window(historyOf(night), "ALL", 5, Date.parse(kickOff), "nation:mexico")).toBe("0 0 0 0");
    }
    expect(window(historyOf(night), "ALL", 5, Date.parse("2018-06-18T15:00Z"), "nation:mexico")).toBe("1 3 1 0");
  });

  it("is the same whether a result came with its hour or with its day alone", () => {
    const withHours = spring.map((each) => ({ ...each, kickOff: each.kickOff + 4.5 * 3_600_000 }));
    expect(formAsOf(historyOf(withHours), palace, lastDay)).toEqual(formAsOf(historyOf(spring), palace, lastDay));
  });

  it("follows a correction, also to a score that came out of order, and forgets what is withdrawn", () => {
    const history = historyOf([...spring].reverse());
    history.put(result("2018-04-21", "club:watford", "0-1", palace, { revision: 2 }));
    expect(window(history, "ALL", 5)).toBe("5 13 13 5");
    history.put(result("2018-04-21", "club:watford", "9-0", palace, { revision: 1 }));
    expect(window(history, "ALL", 5)).toBe("5 13 13 5");
    history.remove("2018-04-21/club:watford/club:crystal-palace");
    expect(window(history, "ALL", 5)).toBe("5 10 13 7");
    expect(history.size).toBe(spring.length - 1);
  });
});

const teams = ["a", "b", "c"];
const aResult = fc
  .record({
    day: fc.integer({ min: 0, max: 60 }),
    home: fc.constantFrom(...teams),
    score: fc.tuple(fc.nat(5), fc.nat(5)),
    neutral: fc.boolean(),
  })
  .map(({ day, home, score, neutral }) => {
    const date = new Date(Date.UTC(2018, 0, 1 + day)).toISOString().slice(0, 10);
    return result(date, home, score.join("-"), teams[(teams.indexOf(home) + 1) % 3] as string, { neutral });
  });
const results = fc.uniqueArray(aResult, { maxLength: 60, selector: (each) => each.matchId });

/** Windows worked out the plain way: filter, sort, add up. */
function plainWindow(all: readonly Result[], team: string, kickOff: number, venue: FormVenue, last: number) {
  const mine = all
    .filter(({ home, away }) => home.id === team || away.id === team)
    .filter((each) => each.kickOff + 86_400_000 <= kickOff)
    .filter(({ home, neutral }) => venue === "ALL" || (!neutral && (venue === "HOME") === (home.id === team)))
    .sort((a, b) => a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1))
    .slice(-last)
    .map(
      ({ home, score }) => (home.id === team ? [score.home, score.away] : [score.away, score.home]) as [number, number],
    );
  const points = mine.reduce((sum, [own, other]) => sum + (own > other ? 3 : own === other ? 1 : 0), 0);
  const sum = (i: 0 | 1) => mine.reduce((total, goals) => total + goals[i], 0);
  return { last, venue, matches: mine.length, points, goalsFor: sum(0), goalsAgainst: sum(1) };
}

describe("form, whatever the history", () => {
  const moment = fc.integer({ min: 0, max: 62 * 24 }).map((hour) => Date.UTC(2018, 0, 1, hour));

  it("equals windows worked out the plain way, in whatever order results came in", () => {
    fc.assert(
      fc.property(results, moment, fc.constantFrom(...teams), (all, kickOff, team) => {
        for (const { venue, last, ...rest } of formAsOf(historyOf(all), team, kickOff).windows) {
          expect({ last, venue, ...rest }).toEqual(plainWindow(all, team, kickOff, venue, last));
        }
      }),
    );
  });

  it("is never changed by a result of the same day or later", () => {
    fc.assert(
      fc.property(results, moment, fc.constantFrom(...teams), (all, kickOff, team) => {
        const past = all.filter((each) => Math.floor(each.kickOff / 86_400_000) < Math.floor(kickOff / 86_400_000));
        expect(formAsOf(historyOf(all), team, kickOff)).toEqual(formAsOf(historyOf(past), team, kickOff));
      }),
    );
  });

  it("changes only after the match that a late or corrected result is of", () => {
    fc.assert(
      fc.property(results, aResult, moment, fc.constantFrom(...teams), (all, late, kickOff, team) => {
        const before = formAsOf(historyOf(all), team, kickOff);
        const after = formAsOf(historyOf([...all, { ...late, revision: 2 }]), team, kickOff);
        if (late.kickOff >= kickOff) expect(after).toEqual(before);
      }),
    );
  });
});

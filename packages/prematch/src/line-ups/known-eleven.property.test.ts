import type { Availability, LineUp } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs } from "../played.ts";
import { lineUpOptions } from "./factor.ts";
import { type KnownEleven, knownEleven, unknownEleven } from "./known-eleven.ts";
import { usual } from "./pecking-order.ts";
import {
  elevenWithout,
  fixtureWith,
  linedUp,
  lineUpOf,
  positionOf,
  said,
  someWeeks,
  squadOf,
  squadsOf,
} from "./squad.fixture.ts";

const weeks = someWeeks();
const squads = squadsOf(weeks);
/** The day after the last of the weeks that counts. */
const day = 210;
const kickOff = (day + 0.5) * dayMs;

const someone = fc.constantFrom(...squadOf("A"));
const states = fc.constantFrom("AVAILABLE", "DOUBTFUL", "OUT", "SUSPENDED", "UNKNOWN");
const aStatement = fc
  .record({
    key: fc.constantFrom(...squadOf("A"), ...squadOf("B")),
    state: states,
    revision: fc.integer({ min: 1, max: 4 }),
    hours: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ key, state, revision, hours }) =>
    said(day, key, state, { revision, providerTime: kickOff - hours * 3_600_000 }),
  );
const aTeam = fc.uniqueArray(someone, { minLength: 11, maxLength: 11 });
const aLineUp = fc
  .record({
    keys: aTeam,
    announced: fc.boolean(),
    revision: fc.integer({ min: 1, max: 3 }),
    minutes: fc.integer({ min: 0, max: 90 }),
  })
  .map(({ keys, minutes, ...said }) =>
    lineUpOf(day, "HOME", keys, { ...said, providerTime: kickOff - minutes * 60_000 }),
  );

const home = (known: {
  lineUps?: readonly LineUp[];
  availability?: readonly Availability[];
  at?: number;
}): KnownEleven => knownEleven(squads, fixtureWith(day, known), "home");

/** A provider says one thing in a revision. */
const lineUpsSaid = fc.uniqueArray(aLineUp, {
  maxLength: 4,
  selector: ({ provider, revision }) => `${provider}/${revision}`,
});

/** No factor is more in favour of the side. */
function expectNoBetter(worse: KnownEleven, better: KnownEleven): void {
  expect(worse.attack).toBeLessThanOrEqual(better.attack + 1e-12);
  expect(worse.defence).toBeGreaterThanOrEqual(better.defence - 1e-12);
}

describe("what line-ups and absences do to goal rates", () => {
  it("is never to the good of the side whose player drops out, whoever is out already", () => {
    fc.assert(
      fc.property(
        fc.array(aStatement, { maxLength: 6 }),
        someone,
        fc.constantFrom("OUT", "DOUBTFUL"),
        (before, key, state) => {
          const fit = said(day, key, "AVAILABLE", { revision: 9 });
          const others = before.filter(({ player }) => `p/${player.id}` !== key);
          const gone = home({ availability: [...others, { ...fit, state }] });
          expectNoBetter(gone, home({ availability: [...others, fit] }));
          if (state === "DOUBTFUL") expectNoBetter(home({ availability: [...others, { ...fit, state: "OUT" }] }), gone);
        },
      ),
    );
  });

  it("is never to the good of an announced eleven in which one of the same line plays who plays less", () => {
    fc.assert(
      fc.property(aTeam, fc.nat({ max: 10 }), someone, (keys, which, other) => {
        const key = keys[which] as string;
        const used = (of: string) =>
          squads.lastOf("A", day, usual.matches).filter(({ byPlayer }) => byPlayer.has(of)).length;
        fc.pre(!keys.includes(other) && positionOf(other) === positionOf(key) && used(other) < used(key));
        const changed = keys.map((one) => (one === key ? other : one));
        expectNoBetter(
          home({ lineUps: [lineUpOf(day, "HOME", changed)] }),
          home({ lineUps: [lineUpOf(day, "HOME", keys)] }),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("is back exactly when he is: of a player said to be fit again nothing remains", () => {
    fc.assert(
      fc.property(fc.array(aStatement, { maxLength: 6 }), someone, (before, key) => {
        const others = before.filter(({ player }) => `p/${player.id}` !== key);
        const out = said(day, key, "OUT", { revision: 5 });
        const back = said(day, key, "AVAILABLE", { revision: 6, providerTime: kickOff - 60_000 });
        expect(pick(home({ availability: [...others, out, back] }))).toEqual(pick(home({ availability: others })));
      }),
    );
    const key = "p/A:FORWARD:1";
    const out = home({ availability: [said(day, key, "OUT")] });
    expect(out.attack).toBeLessThan(1);
    expect(pick(home({ availability: [said(day, key, "AVAILABLE", { revision: 2 })] }))).toEqual(pick(unknownEleven));
  });

  it("stays within its bounds whatever is said", () => {
    const most = Math.exp(lineUpOptions.bound);
    fc.assert(
      fc.property(lineUpsSaid, fc.array(aStatement, { maxLength: 20 }), (lineUps, availability) => {
        const { attack, defence, replaced } = home({ lineUps, availability });
        for (const factor of [attack, defence]) {
          expect(factor).toBeGreaterThanOrEqual(1 / most);
          expect(factor).toBeLessThanOrEqual(most);
        }
        expect(replaced).toBeGreaterThanOrEqual(0);
        expect(replaced).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is the same of a team at home and away", () => {
    fc.assert(
      fc.property(fc.array(aStatement, { maxLength: 8 }), aTeam, fc.boolean(), (availability, keys, lined) => {
        const known = (side: LineUp["side"]) => ({ availability, lineUps: lined ? [lineUpOf(day, side, keys)] : [] });
        const away = knownEleven(squads, fixtureWith(day, known("AWAY"), { home: "B", away: "A" }), "away");
        expect(away).toEqual(home(known("HOME")));
      }),
    );
  });

  it("knows nothing that is said after the moment of prediction", () => {
    fc.assert(
      fc.property(
        fc.array(aStatement, { maxLength: 8 }),
        lineUpsSaid,
        fc.integer({ min: -60, max: 90 }),
        (availability, lineUps, minutes) => {
          const at = kickOff - minutes * 60_000;
          const by = <T extends { providerTime: number }>(all: readonly T[]) =>
            all.filter(({ providerTime }) => providerTime <= at);
          expect(home({ at, availability, lineUps })).toEqual(
            home({ at, availability: by(availability), lineUps: by(lineUps) }),
          );
        },
      ),
    );
    const after = lineUpOf(day, "HOME", elevenWithout("A"), { providerTime: kickOff + 1 });
    expect(home({ at: kickOff + dayMs, lineUps: [after] })).toEqual(unknownEleven);
  });

  it("does not depend on the order in which things are said or matches become known", () => {
    const shuffled = fc.shuffledSubarray([...weeks], { minLength: weeks.length });
    const statements = fc.array(aStatement, { maxLength: 8 });
    fc.assert(
      fc.property(shuffled, statements, lineUpsSaid, (matches, availability, lineUps) => {
        const other = squadsOf(matches);
        const known = { availability: [...availability].reverse(), lineUps: [...lineUps].reverse() };
        expect(knownEleven(other, fixtureWith(day, known), "home")).toEqual(home({ availability, lineUps }));
      }),
      { numRuns: 30 },
    );
  });

  it("takes in a corrected match, and none of the day or later", () => {
    const other = squadsOf(weeks);
    const fixture = fixtureWith(day, { availability: [said(day, "p/A:FORWARD:1", "OUT")] });
    const before = knownEleven(other, fixture, "home");
    other.put(linedUp({ day, homeGoals: 9 }));
    other.put(linedUp({ day: day + 3, homeGoals: 0 }));
    expect(knownEleven(other, fixture, "home")).toEqual(before);
    const late = linedUp({ day: 150, home: "A", away: "D", homeGoals: 9 });
    other.put(late);
    expect(knownEleven(other, fixture, "home")).not.toEqual(before);
    other.remove(late.id);
    expect(knownEleven(other, fixture, "home")).toEqual(before);
  });

  it("hears nobody whose players it has not seen", () => {
    const stranger = lineUpOf(day, "HOME", elevenWithout("A"), { provider: "stranger" });
    const statement = said(day, "p/A:FORWARD:1", "OUT", { provider: "stranger" });
    expect(home({ lineUps: [stranger], availability: [statement] })).toEqual(unknownEleven);
    const known = lineUpOf(day, "HOME", elevenWithout("A"), { announced: false });
    expect(home({ lineUps: [stranger, known] })).toEqual(home({ lineUps: [known] }));
  });

  it("is missing and 1 where too few line-ups are known, or nothing is said", () => {
    const few = squadsOf([10, 20, 30].map((on) => linedUp({ day: on })));
    const known = { availability: [said(day, "p/A:FORWARD:1", "OUT")] };
    expect(usual.atLeast).toBe(4);
    expect(knownEleven(few, fixtureWith(day, known), "home")).toEqual(unknownEleven);
    few.put(linedUp({ day: 40 }));
    expect(knownEleven(few, fixtureWith(day, known), "home").missing).toBe(false);
    expect(home({})).toEqual(unknownEleven);
  });
});

const pick = ({ attack, defence, replaced }: KnownEleven) => ({ attack, defence, replaced });

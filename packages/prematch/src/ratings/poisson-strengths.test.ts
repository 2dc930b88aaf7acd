import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Meetings } from "./meetings.ts";
import { decay, evenStrengths, expectedGoals, fitPoisson, type PoissonStrengths } from "./poisson-strengths.ts";

const plain = { priorGoals: 0, tolerance: 1e-13, maxSweeps: 20_000 };
const sides = 5;

interface Row {
  readonly home: number;
  readonly away: number;
  readonly homeGoals: number;
  readonly awayGoals: number;
  readonly neutral: boolean;
  readonly weight: number;
}

/** Each side at home to each other, so that all are connected; some on neutral ground. */
const aLeague: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      homeGoals: fc.integer({ min: 0, max: 5 }),
      awayGoals: fc.integer({ min: 0, max: 5 }),
      neutral: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
      weight: fc.double({ min: 0.2, max: 1, noNaN: true }),
    }),
    { minLength: sides * (sides - 1), maxLength: sides * (sides - 1) },
  )
  .map((scores) =>
    scores.map((score, i) => {
      const home = Math.floor(i / (sides - 1));
      return { home, away: (home + 1 + (i % (sides - 1))) % sides, ...score };
    }),
  );

function meetingsOf(rows: readonly Row[]): Meetings {
  const meetings = new Meetings(rows.length);
  for (const row of rows) meetings.add(row.home, row.away, row, row.weight);
  return meetings;
}

function fit(rows: readonly Row[], options = plain as Parameters<typeof fitPoisson>[2]): PoissonStrengths {
  const strengths = evenStrengths(sides);
  expect(fitPoisson(meetingsOf(rows), strengths, options)).toBeLessThan(options.maxSweeps);
  return strengths;
}

/** Logarithm of the posterior, but for constants. */
function logPosterior(rows: readonly Row[], strengths: PoissonStrengths, priorGoals: number): number {
  const { attack, defence } = strengths;
  const of = (i: number) => ({ attack: attack[i] as number, defence: defence[i] as number });
  let sum = 0;
  for (const { home, away, homeGoals, awayGoals, neutral, weight } of rows) {
    const [h, a] = expectedGoals(strengths, of(home), of(away), neutral);
    sum += weight * (homeGoals * Math.log(h) - h + awayGoals * Math.log(a) - a);
  }
  for (const factor of [...attack, ...defence]) sum += priorGoals * (Math.log(factor) - factor);
  return sum;
}

describe("the time-decayed Poisson fit", () => {
  it("halves a match's weight every 385 days with Dixon and Coles's xi", () => {
    expect(decay(0, 0.0018)).toBe(1);
    expect(decay(Math.LN2 / 0.0018, 0.0018)).toBeCloseTo(0.5, 12);
  });

  it.each([0, 6])("ends where no single change of a factor is better, with %d prior goals", (priorGoals) => {
    fc.assert(
      fc.property(aLeague, fc.nat({ max: 2 * sides + 1 }), fc.constantFrom(0.999, 1.001), (rows, which, by) => {
        // a side that never scores or concedes has its best factor at the border
        fc.pre(priorGoals > 0 || isInside(rows));
        const found = fit(rows, { ...plain, priorGoals });
        const moved = { ...found, attack: found.attack.slice(), defence: found.defence.slice() };
        if (which === 2 * sides) moved.base *= by;
        else if (which === 2 * sides + 1) moved.homeAdvantage *= by;
        else if (which < sides) moved.attack[which] = (moved.attack[which] as number) * by;
        else moved.defence[which - sides] = (moved.defence[which - sides] as number) * by;
        expect(logPosterior(rows, moved, priorGoals)).toBeLessThan(logPosterior(rows, found, priorGoals));
      }),
      { numRuns: 40 },
    );
  });

  it("finds the strengths that goals were made with", () => {
    const truth = {
      attack: Float64Array.of(1.5, 1.1, 0.9, 0.8, 0.7),
      defence: Float64Array.of(0.7, 0.9, 1.1, 1.2, 1.1),
      base: 1.2,
      homeAdvantage: 1.4,
    };
    const of = (i: number) => ({ attack: truth.attack[i] as number, defence: truth.defence[i] as number });
    const rows: Row[] = [];
    for (let home = 0; home < sides; home++) {
      for (let away = 0; away < sides; away++) {
        if (home === away) continue;
        const [homeGoals, awayGoals] = expectedGoals(truth, of(home), of(away), false);
        rows.push({ home, away, homeGoals, awayGoals, neutral: false, weight: 1 });
      }
    }
    const found = fit(rows);
    expect(found.homeAdvantage).toBeCloseTo(1.4, 9);
    for (let i = 1; i < sides; i++) {
      const ratio = (factors: Float64Array) => (factors[i] as number) / (factors[0] as number);
      expect(ratio(found.attack)).toBeCloseTo(ratio(truth.attack), 9);
      expect(ratio(found.defence)).toBeCloseTo(ratio(truth.defence), 9);
    }
  });

  it("is the same whether a pair's meetings are one row or several", () => {
    fc.assert(
      fc.property(aLeague, (rows) => {
        const apart = rows.flatMap((row) => [
          { ...row, weight: row.weight / 4 },
          { ...row, weight: (row.weight * 3) / 4 },
        ]);
        const options = { ...plain, priorGoals: 6 };
        const [one, two] = [fit(rows, options), fit(apart, options)];
        one.attack.forEach((factor, i) => {
          expect(two.attack[i]).toBeCloseTo(factor, 9);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("thinks better of a defence that let in a goal less", () => {
    fc.assert(
      fc.property(aLeague, fc.nat({ max: sides * (sides - 1) - 1 }), (rows, which) => {
        const { awayGoals, home } = rows[which] as Row;
        fc.pre(awayGoals > 0);
        const better = rows.map((row, i) => (i === which ? { ...row, awayGoals: awayGoals - 1 } : row));
        const options = { ...plain, priorGoals: 6 };
        expect(fit(better, options).defence[home]).toBeLessThan(fit(rows, options).defence[home] as number);
      }),
      { numRuns: 30 },
    );
  });

  it("expects fewer goals of those who meet a better defence, and as many of its own side", () => {
    const factor = fc.double({ min: 0.2, max: 3, noNaN: true });
    const side = fc.record({ attack: factor, defence: factor });
    fc.assert(
      fc.property(
        side,
        side,
        fc.double({ min: 0.1, max: 0.99, noNaN: true }),
        fc.boolean(),
        (home, away, by, neutral) => {
          const level = { base: 1.2, homeAdvantage: 1.3 };
          const [homeGoals, awayGoals] = expectedGoals(level, home, away, neutral);
          const better = { ...home, defence: home.defence * by };
          const [same, fewer] = expectedGoals(level, better, away, neutral);
          expect(same).toBe(homeGoals);
          expect(fewer).toBeLessThan(awayGoals);
        },
      ),
    );
  });
});

/** Whether every side scored and conceded, and somebody scored at home. */
function isInside(rows: readonly Row[]): boolean {
  const scored = new Set<number>();
  const conceded = new Set<number>();
  for (const { home, away, homeGoals, awayGoals } of rows) {
    if (homeGoals > 0) scored.add(home);
    if (homeGoals > 0) conceded.add(away);
    if (awayGoals > 0) scored.add(away);
    if (awayGoals > 0) conceded.add(home);
  }
  const atHome = rows.some(({ neutral, homeGoals }) => !neutral && homeGoals > 0);
  return atHome && scored.size === sides && conceded.size === sides;
}

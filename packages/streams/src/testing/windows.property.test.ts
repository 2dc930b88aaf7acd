import fc from "fast-check";
import { expect, test } from "vitest";
import { partitionOf } from "../partition-of.ts";
import {
  every,
  form,
  formByTeam,
  forms,
  gap,
  lateAfter,
  type Result,
  resultLetters,
  results,
  retention,
} from "./form.fixture.ts";
import { openJsonSerde as openSerde } from "./json-serdes.ts";
import { type CommitStep, commitSteps, type TestDriver, testDriver } from "./test-driver.ts";

type Disturbance =
  | { readonly kind: "settle" | "kill" | "compact" }
  | { readonly kind: "crash"; readonly step: CommitStep; readonly nth: number };
type Move = { readonly kind: "result"; readonly result: Result } | Disturbance;

/** Results of a season in any order, some twice, some corrected, moved by a little or cancelled. */
const result = (reach: number): fc.Arbitrary<Move> =>
  fc
    .record({
      round: fc.nat(reach),
      team: fc.constantFrom("a", "b", "c", "d"),
      moved: fc.nat(8),
      goals: fc.integer({ min: -1, max: 3 }),
      revision: fc.integer({ min: 1, max: 3 }),
      cancelled: fc.constantFrom(false, false, false, true),
    })
    .map(({ round, team, moved, revision, ...rest }) => {
      // a revision says the same whenever it comes
      const at = 100 + 10 * round + ((moved * revision) % 8);
      const match = `${team}${String(round).padStart(2, "0")}`;
      return { kind: "result", result: { match, team, at, revision, ...rest } };
    });

const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: "settle" as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("crash" as const),
      step: fc.constantFrom(...commitSteps),
      nth: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "kill" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "compact" as const }) },
);

const moves = (reach: number) =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: result(reach) }, disturbance), { maxLength: 60 })
    // of results that say different things under one revision only the first is one
    .map((all) => {
      const first = new Map<string, Result>();
      return all.map((move) => {
        if (move.kind !== "result") return move;
        const id = `${move.result.match}/${move.result.revision}`;
        first.set(id, first.get(id) ?? move.result);
        return { kind: "result" as const, result: first.get(id) as Result };
      });
    });

/** The same, but each task has its results in order; one task may be far ahead of the other. */
function inOrderByTask(moves: readonly Move[]): Move[] {
  const told = moves.flatMap((move) => (move.kind === "result" ? [move.result] : []));
  const taskOf = ({ match }: Result) => partitionOf(Buffer.from(match), results.partitions);
  const left = [0, 1].map((task) => told.filter((one) => taskOf(one) === task).sort((a, b) => a.at - b.at));
  return moves.map((move) => {
    if (move.kind !== "result") return move;
    return { kind: "result", result: left[taskOf(move.result)]?.shift() as Result };
  });
}

async function play(
  moves: readonly Move[],
  driver: TestDriver<never>,
  changelog: string,
  keyOf: (result: Result) => string,
) {
  for (const move of moves) {
    if (move.kind === "result") driver.append(results, keyOf(move.result), { schema: "Result", value: move.result });
    if (move.kind === "compact") for (const partition of driver.log.partitions(changelog)) partition.compact();
    if (move.kind === "crash") driver.crashAt(move.step, move.nth);
    if (move.kind === "kill") driver.kill();
    if (move.kind === "settle") await driver.settle();
    if (driver.crashed) await driver.restart();
  }
  await driver.settle();
  while (driver.crashed) await driver.restart();
}

/** Results in order, each in its last revision, those that were cancelled left out. */
function ordered(results: readonly Result[]): Result[] {
  const last = new Map<string, Result>();
  for (const one of results) if (one.revision > (last.get(one.match)?.revision ?? 0)) last.set(one.match, one);
  const counting = [...last.values()].filter(({ cancelled }) => !cancelled);
  return counting.sort((a, b) => a.at - b.at || (a.match < b.match ? -1 : 1));
}

const texts = (some: readonly Result[]) => some.map(({ match, goals, revision }) => `${match}:${goals}/${revision}`);
const lastThree = (results: readonly Result[], at: number) =>
  texts(
    ordered(results)
      .filter((one) => one.at <= at)
      .slice(-3),
  );

/** The topology by the simplest means: every answer is worked out anew from all results there were. */
function model(inputs: readonly Result[]) {
  const outputs: Record<string, { at: number; goals: string[] }[]> = {};
  const codes: string[] = [];
  const now = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const taken: Result[] = [];
  const tell = (team: string, at: number, goals: string[]) => {
    outputs[team] = [...(outputs[team] ?? []), { at, goals }];
  };
  const of = (team: string) => taken.filter((one) => one.team === team);
  for (const input of inputs) {
    const task = partitionOf(Buffer.from(input.team), 2);
    const before = now[task] as number;
    if (input.at < before - lateAfter) codes.push("LATE");
    else if (input.goals < 0) codes.push("REFUSED");
    else {
      now[task] = Math.max(before, input.at);
      const at = Math.floor((now[task] as number) / every) * every;
      for (const team of ["a", "b", "c", "d"]) {
        const isDue = before !== Number.NEGATIVE_INFINITY && at > before && partitionOf(Buffer.from(team), 2) === task;
        if (isDue && ordered(of(team)).length > 0) tell(team, at, ["told", ...lastThree(of(team), at)]);
      }
      const isNew = !of(input.team).some((one) => one.match === input.match && one.revision >= input.revision);
      taken.push(input);
      if (isNew) tell(input.team, input.at, lastThree(of(input.team), input.at));
    }
  }
  return { outputs, codes, now, taken };
}

/** Spells of results close to one another, as far back as is known for sure. */
function spells(results: readonly Result[], horizon: number): string[][] {
  const found: Result[][] = [];
  for (const one of ordered(results)) {
    const last = found.at(-1)?.at(-1);
    if (last !== undefined && one.at - last.at <= gap) found.at(-1)?.push(one);
    else found.push([one]);
  }
  return found.filter((spell) => (spell.at(-1) as Result).at >= horizon - gap).map(texts);
}

type Snapshot = Record<string, { entries: Record<string, Result>; windows: { state: string[] }[] }>;

/** Windows of each team in a store, of teams that have any. */
function windowsOf(driver: TestDriver<never>, store: string): Record<string, string[][]> {
  const found = Object.entries(driver.store(store as never) as Snapshot);
  const windows = found.map(([team, { windows }]) => [team, windows.map(({ state }) => state)] as const);
  return Object.fromEntries(windows.filter(([, some]) => some.length > 0));
}

function spellsOf(taken: readonly Result[], now: (team: string) => number): Record<string, string[][]> {
  const teams = [...new Set(taken.map(({ team }) => team))].sort();
  const all = teams.map(
    (team) =>
      [
        team,
        spells(
          taken.filter((one) => one.team === team),
          now(team) - retention,
        ),
      ] as const,
  );
  return Object.fromEntries(all.filter(([, some]) => some.length > 0));
}

test("windows, punctuation and corrections: whatever crashes, wherever batches end, all is as in the plain model", async () => {
  await fc.assert(
    fc.asyncProperty(
      moves(25),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 8 }),
      async (moves, fetchRecords, transactionRecords) => {
        const driver = (await testDriver(form, {
          openSerde,
          fetchRecords: () => fetchRecords,
          limits: { transactionRecords, bufferedRecords: 4 },
        })) as unknown as TestDriver<never>;
        await play(moves, driver, form.changelog.name, ({ team }) => team);
        const { outputs, codes, now, taken } = model(
          moves.flatMap((move) => (move.kind === "result" ? [move.result] : [])),
        );
        const told: Record<string, unknown[]> = {};
        for (const { key, value } of driver.records(forms)) told[key] = [...(told[key] ?? []), value];
        expect(told).toEqual(outputs);
        expect(
          driver
            .records(resultLetters)
            .map(({ value }) => value.code)
            .sort(),
        ).toEqual(codes.sort());
        expect([0, 1].map((task) => driver.streamTime(task))).toEqual(now);
        const time = (team: string) => now[partitionOf(Buffer.from(team), 2)] as number;
        expect(windowsOf(driver, "spells")).toEqual(spellsOf(taken, time));
        const before = driver.snapshot();
        for (const partition of driver.log.partitions(form.changelog.name)) partition.compact();
        await driver.restart();
        expect(driver.snapshot()).toEqual(before);
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

test("by another key: whatever crashes, and whichever task is ahead, nothing is late and windows are those of the ordered results", async () => {
  await fc.assert(
    fc.asyncProperty(
      moves(60).map(inOrderByTask),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 8 }),
      async (moves, fetchRecords, transactionRecords) => {
        const driver = (await testDriver(formByTeam, {
          openSerde,
          fetchRecords: () => fetchRecords,
          limits: { transactionRecords, bufferedRecords: 4 },
        })) as unknown as TestDriver<never>;
        await play(moves, driver, formByTeam.changelog.name, ({ match }) => match);
        const taken = moves.flatMap((move) => (move.kind === "result" ? [move.result] : []));
        expect(driver.late).toEqual([]);
        const time = (team: string) => driver.streamTime(partitionOf(Buffer.from(team), 2)) ?? 0;
        expect(windowsOf(driver, "spells")).toEqual(spellsOf(taken, time));
        const kept = Object.entries(driver.store("form" as never) as Snapshot);
        const last = kept.map(([team, { entries }]) => [team, lastThree(Object.values(entries), 1_000)] as const);
        const teams = [...new Set(taken.map(({ team }) => team))].sort();
        const expected = teams.map(
          (team) =>
            [
              team,
              lastThree(
                taken.filter((one) => one.team === team),
                1_000,
              ),
            ] as const,
        );
        const filled = (some: typeof expected) => some.filter(([, results]) => results.length > 0);
        expect(filled(last)).toEqual(filled(expected));
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);

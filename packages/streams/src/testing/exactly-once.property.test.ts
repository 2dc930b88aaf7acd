import fc from "fast-check";
import { expect, test } from "vitest";
import { counting } from "./counting.fixture.ts";
import { appendInput, type Input, input, model, outcome, tally, taskOutcomes } from "./counting-input.fixture.ts";
import { openJsonSerde } from "./json-serdes.ts";
import { type CommitStep, commitSteps, type TestDriver, testDriver } from "./test-driver.ts";

/** What a test does next. */
type Move =
  | Input
  | { readonly kind: "settle" }
  | { readonly kind: "compact" }
  | { readonly kind: "crash"; readonly step: CommitStep; readonly nth: number }
  | { readonly kind: "kill" };

const disturbance: fc.Arbitrary<Move> = fc.oneof(
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

async function play(moves: readonly Move[], driver: TestDriver<never>): Promise<void> {
  for (const move of moves) {
    if (isInput(move)) appendInput(driver, move);
    if (move.kind === "compact")
      for (const partition of driver.log.partitions("counting.changelog")) partition.compact();
    if (move.kind === "crash") driver.crashAt(move.step, move.nth);
    if (move.kind === "kill") driver.kill();
    if (move.kind === "settle") await driver.settle();
    if (driver.crashed) await driver.restart();
  }
  await driver.settle();
  while (driver.crashed) await driver.restart();
}

const isInput = (move: Move): move is Input => ["record", "poison", "aborted"].includes(move.kind);

test("whatever crashes, wherever batches end: outputs, dead letters, stores and positions are those of a quiet run", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: input }, disturbance), { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 8 }),
      async (moves, fetchRecords, transactionRecords) => {
        const quiet = (await testDriver(counting, { openSerde: openJsonSerde })) as unknown as TestDriver<never>;
        for (const move of moves.filter(isInput)) await play([move], quiet);
        const disturbed = (await testDriver(counting, {
          openSerde: openJsonSerde,
          fetchRecords: () => fetchRecords,
          limits: { transactionRecords, bufferedRecords: 4 },
        })) as unknown as TestDriver<never>;
        await play(moves, disturbed);
        expect(outcome(disturbed)).toEqual(outcome(quiet));
        const { last, outputs, codes } = model(moves.filter(isInput));
        expect(disturbed.store("counts" as never)).toEqual(last);
        expect(outcome(disturbed).outputs).toMatchObject(outputs);
        expect(tally(outcome(disturbed).letters.map(({ code }) => code))).toEqual(codes);
        await disturbed.restart();
        expect(taskOutcomes(disturbed)).toEqual(taskOutcomes(quiet));
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

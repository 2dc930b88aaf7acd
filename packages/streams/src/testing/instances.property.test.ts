import fc from "fast-check";
import { expect, test } from "vitest";
import { counting } from "./counting.fixture.ts";
import { appendInput, type Input, input, model, outcome, tally } from "./counting-input.fixture.ts";
import { openJsonSerde } from "./json-serdes.ts";
import { MemoryLog } from "./memory-log.ts";
import { type CommitStep, commitSteps, type TestDriver, testDriver } from "./test-driver.ts";

/** What happens next, to one of three processes where it has a `to`. */
type Move =
  | Input
  | { readonly kind: "settle" }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "start" | "kill" | "stop" | "freeze" | "thaw" | "replace" | "release"; readonly to: number }
  | {
      readonly kind: "crash at" | "freeze at" | "hold at";
      readonly to: number;
      readonly step: CommitStep;
      readonly nth: number;
    };

const to = fc.nat(2);
const disturbance: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: "settle" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.constantFrom(500, 6_000, 16_000, 31_000) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("start" as const), to }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom("kill", "stop", "freeze", "thaw", "thaw", "replace", "release", "release"),
      to,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom("crash at", "freeze at", "hold at"),
      to,
      step: fc.constantFrom(...commitSteps),
      nth: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

const isInput = (move: Move): move is Input => ["record", "poison", "aborted"].includes(move.kind);

/** Three places for processes of one application on one log, empty at first. */
class Instances {
  readonly log = new MemoryLog();
  readonly #options: Parameters<typeof testDriver>[1];
  readonly #named: readonly boolean[];
  readonly #places: (TestDriver<never> | undefined)[] = [undefined, undefined, undefined];
  /** Processes that another of the same name was started beside. */
  readonly #replaced: TestDriver<never>[] = [];
  /** Lets a process go on whose commit is held up while the rest of it lives. */
  readonly #releases = new Map<TestDriver<never>, () => void>();

  constructor(options: Parameters<typeof testDriver>[1], named: readonly boolean[]) {
    this.#options = { ...options, log: this.log };
    this.#named = named;
  }

  async play(move: Exclude<Move, Input>): Promise<void> {
    if (move.kind === "settle") return this.#settle();
    if (move.kind === "wait") return void this.log.clock.advance(move.ms);
    const driver = this.#places[move.to];
    const isAlive = driver !== undefined && this.#alive.includes(driver);
    if (move.kind === "start" && !isAlive) await this.#start(move.to);
    if (!isAlive) return;
    if (move.kind === "kill") driver.kill();
    if (move.kind === "freeze") driver.freeze();
    if (move.kind === "thaw") driver.thaw();
    if (move.kind === "crash at") driver.crashAt(move.step, move.nth);
    if (move.kind === "freeze at") driver.freezeAt(move.step, move.nth);
    if (move.kind === "hold at") {
      this.#releases.get(driver)?.();
      this.#releases.set(driver, driver.holdAt(move.step, move.nth));
    }
    if (move.kind === "release") this.#releases.get(driver)?.();
    if (move.kind === "stop") void driver.stop();
    if (move.kind === "replace" && this.#named[move.to]) {
      this.#replaced.push(driver);
      await this.#start(move.to);
    }
  }

  /** Everyone runs again, and time passes until nobody waits for anything. */
  async comeToRest(): Promise<void> {
    for (const driver of this.#alive) {
      driver.undisturbed();
      this.#releases.get(driver)?.();
      driver.thaw();
    }
    await this.#settle();
    if (this.#alive.length === 0) await this.#start(0);
    for (let i = 0; i < 14; i++) {
      await this.#settle();
      this.log.clock.advance(5_000);
    }
    await this.#settle();
  }

  get tasks() {
    const tasks = this.#alive.flatMap(({ app }) => [...app.tasks]);
    return tasks.sort((a, b) => a.partition - b.partition);
  }

  get #all(): readonly TestDriver<never>[] {
    return [...this.#places, ...this.#replaced].filter((driver) => driver !== undefined);
  }

  get #alive(): readonly TestDriver<never>[] {
    return this.#all.filter(({ crashed, app }) => !crashed && !["stopped", "failed"].includes(app.state));
  }

  async #start(place: number): Promise<void> {
    const instance = this.#named[place] ? `place-${place}` : null;
    this.#places[place] = (await testDriver(counting, { ...this.#options, instance })) as unknown as TestDriver<never>;
  }

  async #settle(): Promise<void> {
    for (const driver of this.#all) {
      // of two that go by the same name the one that joined last stays
      await driver.settle().catch((error) => expect(error).toMatchObject({ code: "FENCED" }));
    }
  }
}

test("processes that come, go, freeze, go on and die at any moment do together what a quiet one does alone", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: input }, disturbance), { maxLength: 80, size: "max" }),
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 8 }),
      fc.nat(2),
      async (moves, named, fetchRecords, transactionRecords, standbys) => {
        const options = { openSerde: openJsonSerde };
        const inputs = moves.filter(isInput);
        const quiet = (await testDriver(counting, options)) as unknown as TestDriver<never>;
        for (const input of inputs) appendInput(quiet, input);
        await quiet.settle();

        const limits = { transactionRecords, bufferedRecords: 4 };
        const instances = new Instances({ ...options, fetchRecords: () => fetchRecords, limits, standbys }, named);
        const { log } = instances;
        // appends the input and reads what came out; its own process is not among those that count
        const outside = (await testDriver(counting, { ...options, log })) as unknown as TestDriver<never>;
        await outside.stop();
        for (const to of [0, 1]) await instances.play({ kind: "start", to });
        for (const move of moves) {
          if (isInput(move)) appendInput(outside, move);
          else await instances.play(move);
        }
        await instances.comeToRest();
        const found = outcome(outside, instances.tasks);
        expect(found.outputs).toEqual(outputsWithoutTime(outcome(quiet).outputs));
        expect(found.tasks).toEqual(outcome(quiet).tasks);
        expect(tally(found.letters.map(({ code }) => code))).toEqual(model(inputs).codes);
      },
    ),
    { numRuns: 500 },
  );
}, 120_000);

/** Time moves differently where processes are waited for. */
const outputsWithoutTime = (outputs: Record<string, unknown[]>) =>
  Object.fromEntries(
    Object.entries(outputs).map(([key, values]) => [
      key,
      values.map((value) => ({ ...(value as object), timestamp: expect.any(Number) })),
    ]),
  );

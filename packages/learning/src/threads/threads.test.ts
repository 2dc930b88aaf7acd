import { afterAll, describe, expect, it } from "vitest";
import { boostingDefaults } from "../boosting/options.ts";
import { threeClasses } from "../classes.fixture.ts";
import { shareTable, Threads } from "./threads.ts";

const { table, labels } = threeClasses(1_500);
const lesson = { table: shareTable(table), labels, classes: 3, fitted: 1_000 };
const options = {
  boosting: { ...boostingDefaults, rounds: 8, rowShare: 0.6 },
  forest: { trees: 6, depth: 8, leafRows: 5, tried: 2, bins: 64, seed: 1 },
  svm: { kernelFeatures: 32, gamma: 3, c: 1, passes: 3, calibrationShare: 0.2, seed: 1 },
};
const pools = [0, 1, 3].map((count) => new Threads(count));
afterAll(() => Promise.all(pools.map((threads) => threads.close())));

describe("threads that learn", () => {
  it("learn the same, however many they are", async () => {
    const learnt = await Promise.all(
      pools.map((threads) =>
        Promise.all([
          threads.run("boost", { lesson, options: options.boosting }),
          threads.run("forest", { lesson, options: options.forest, from: 0, to: 3 }),
          threads.run("svm", { lesson, options: options.svm }),
          threads.run("judge", { lesson, learner: "boosting", options: options.boosting }),
          threads.run("judge", { lesson, learner: "forest", options: options.forest }),
          threads.run("judge", { lesson, learner: "svm", options: options.svm }),
        ]),
      ),
    );
    expect(learnt[1]).toEqual(learnt[0]);
    expect(learnt[2]).toEqual(learnt[0]);
    expect(learnt[0]?.[3].chances.length).toBe(3 * 500);
    expect(learnt[0]?.[3].rounds).toBe(learnt[0]?.[0].rounds);
  });

  it("report while they learn", async () => {
    const [, threads] = pools as [Threads, Threads];
    const rounds: number[] = [];
    await threads.run("boost", { lesson, options: options.boosting }, ({ round }: { round: number }) =>
      rounds.push(round),
    );
    expect(rounds).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("refuse what cannot be handed over, and go on", async () => {
    const [, threads] = pools as [Threads, Threads];
    const strange = { ...lesson, labels: (() => {}) as unknown as Uint8Array };
    await expect(threads.run("svm", { lesson: strange, options: options.svm })).rejects.toThrow("could not be cloned");
    expect((await threads.run("svm", { lesson, options: options.svm })).classes).toBe(3);
  });

  it("tell what went wrong, and go on", async () => {
    for (const threads of pools) {
      const wrong = { ...options.forest, bins: 1_000 };
      await expect(threads.run("forest", { lesson, options: wrong, from: 0, to: 1 })).rejects.toThrow("1000 bins");
      expect((await threads.run("forest", { lesson, options: options.forest, from: 0, to: 1 })).roots.length).toBe(1);
    }
  });
});

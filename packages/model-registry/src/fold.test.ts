import type { ModelAction, ModelChange } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RegistryError } from "./error.ts";
import { foldChange, foldVersion } from "./fold.ts";
import { emptyRegistry, type ModelRegistry, type Stage, shareOf } from "./model-registry.ts";
import { after, changeOf, fourModels, versionOf } from "./registry.fixture.ts";

const stages = ({ models }: ModelRegistry) =>
  Object.fromEntries(
    [...models].map(([id, model]) => [id, `${model.stage}${model.share > 0 ? ` ${model.share}` : ""}`]),
  );
const codeOf = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof RegistryError) return error.code;
    throw error;
  }
  return "none";
};

describe("versions", () => {
  test("before any change the shipped one is live, the others are candidates", () => {
    expect(fourModels.live).toBe("a");
    expect(stages(fourModels)).toEqual({ a: "live", b: "candidate", c: "candidate", d: "candidate" });
  });

  test("a later shipped one is live in its place, until there is a change: from then on only changes say who is live", () => {
    const b = versionOf("b", { shipped: true });
    expect(stages(foldVersion(fourModels, b))).toMatchObject({ a: "candidate", b: "live" });
    const changed = after(fourModels, { action: "SHADOW", modelId: "c" });
    expect(foldVersion(changed, b)).toMatchObject({ live: "a" });
  });

  test("a card that is told anew replaces the one before, and moves nothing", () => {
    const told = foldVersion(
      after(fourModels, { action: "SHADOW", modelId: "b" }),
      versionOf("b", { about: "Better." }),
    );
    expect(told.models.get("b")).toMatchObject({ stage: "shadow", version: { about: "Better." } });
  });

  test("another hash of a known id is refused", () => {
    const other = versionOf("b", { hash: "another" });
    expect(codeOf(() => foldVersion(fourModels, other))).toBe("MODEL_HASH_MISMATCH");
  });
});

describe("the way of a model", () => {
  test("shadow, canary, live; the one that it replaces shadows, and one call brings that back", () => {
    const shadowed = after(fourModels, { action: "SHADOW", modelId: "b" });
    const split = after(shadowed, { action: "SPLIT", modelId: "b", share: 0.1 });
    expect(stages(split)).toMatchObject({ a: "live", b: "canary 0.1" });
    const promoted = after(split, { action: "PROMOTE", modelId: "b", why: "better by 2 RPS" });
    expect(stages(promoted)).toMatchObject({ a: "shadow", b: "live" });
    expect(promoted.models.get("b")).toMatchObject({ by: "Ada", why: "better by 2 RPS", since: promoted.from });
    const back = after(promoted, { action: "ROLL_BACK" });
    expect(stages(back)).toMatchObject({ a: "live", b: "shadow" });
    expect(codeOf(() => after(back, { action: "ROLL_BACK" }))).toBe("NOTHING_TO_ROLL_BACK");
  });

  test("back goes as far as there were promotions, past what was retired since", () => {
    const promote = (modelId: string) => [
      { action: "SHADOW", modelId } as const,
      { action: "PROMOTE", modelId } as const,
    ];
    const d = after(fourModels, ...promote("b"), ...promote("c"), ...promote("d"));
    const withoutC = after(d, { action: "RETIRE", modelId: "c" });
    expect(after(withoutC, { action: "ROLL_BACK" }).live).toBe("b");
    expect(after(withoutC, { action: "ROLL_BACK" }, { action: "ROLL_BACK" }).live).toBe("a");
    const withdrawn = after(d, { action: "WITHDRAW", modelId: "c" });
    expect(after(withdrawn, { action: "ROLL_BACK" }).live).toBe("c");
  });

  test("the live one has the share that canaries leave", () => {
    const split = after(
      fourModels,
      ...(["b", "c"] as const).map((modelId) => ({ action: "SHADOW", modelId }) as const),
      { action: "SPLIT", modelId: "b", share: 0.25 },
      { action: "SPLIT", modelId: "c", share: 0.5 },
    );
    const shares = [...split.models.values()].map((model) => shareOf(split, model));
    expect(shares).toEqual([0.25, 0.25, 0.5, 0]);
  });
});

describe("a change is refused", () => {
  const shadowed = after(fourModels, { action: "SHADOW", modelId: "b" }, { action: "SHADOW", modelId: "c" });
  const retired = after(fourModels, { action: "RETIRE", modelId: "d" });
  const change = (registry: ModelRegistry, changes: Partial<ModelChange>): ModelChange => ({
    ...{ revision: registry.revision + 1, action: "SHADOW", modelId: "b", modelHash: "hash of b", share: 0 },
    ...{ from: 9_000_000, by: "Ada", why: null, ...changes },
  });
  const all: [string, string, ModelRegistry, Partial<ModelChange>][] = [
    ["of a model that nobody told", "MODEL_UNKNOWN", fourModels, { modelId: "e" }],
    ["that means another hash", "MODEL_HASH_MISMATCH", fourModels, { modelHash: "another" }],
    ["of a retired model", "MODEL_RETIRED", retired, { modelId: "d", modelHash: "hash of d" }],
    ["that promotes what has never been asked", "TRANSITION_REFUSED", fourModels, { action: "PROMOTE" }],
    ["that splits for what has never been asked", "TRANSITION_REFUSED", fourModels, { action: "SPLIT", share: 0.1 }],
    [
      "that retires the live one",
      "TRANSITION_REFUSED",
      fourModels,
      { action: "RETIRE", modelId: "a", modelHash: "hash of a" },
    ],
    [
      "that promotes the live one",
      "TRANSITION_REFUSED",
      fourModels,
      { action: "PROMOTE", modelId: "a", modelHash: "hash of a" },
    ],
    ["of an action that nobody knows", "TRANSITION_REFUSED", shadowed, { action: "UNKNOWN" }],
    ["to a share of 0", "CHANGE_INVALID", shadowed, { action: "SPLIT", share: 0 }],
    ["to a share above 1", "CHANGE_INVALID", shadowed, { action: "SPLIT", share: 1.01 }],
    ["that holds before the one before", "CHANGE_INVALID", shadowed, { action: "PROMOTE", from: 5 }],
    ["made on another state", "REVISION_CONFLICT", shadowed, { action: "PROMOTE", revision: 2 }],
    ["back to one that was not live before", "NOTHING_TO_ROLL_BACK", shadowed, { action: "ROLL_BACK" }],
  ];
  test.each(all)("%s: %s", (_, code, registry, changes) => {
    expect(codeOf(() => foldChange(registry, change(registry, changes)))).toBe(code);
  });

  test("that gives away more than all matches: SHARES_EXCEEDED", () => {
    const split = after(shadowed, { action: "SPLIT", modelId: "b", share: 0.7 });
    const tooMuch = { action: "SPLIT", modelId: "c", modelHash: "hash of c", share: 0.31 } as const;
    expect(codeOf(() => foldChange(split, change(split, tooMuch)))).toBe("SHARES_EXCEEDED");
    expect(stages(after(split, { action: "SPLIT", modelId: "b", share: 1 }))).toMatchObject({ b: "canary 1" });
  });

  test("with a message that names what may be done", () => {
    expect(() => foldChange(fourModels, change(fourModels, { action: "PROMOTE" }))).toThrow("have it shadow first");
  });
});

/** Where a model may go from each stage; from candidate to live only as the one that was live before. */
const ways: Readonly<Record<Stage, readonly Stage[]>> = {
  candidate: ["shadow", "live", "retired"],
  shadow: ["canary", "live", "candidate", "retired"],
  canary: ["shadow", "live", "candidate", "retired"],
  live: ["shadow"],
  retired: [],
};

test("whatever is asked in whatever order: one is live, shares sum to 1, a retired one stays so, a promotion is undone by one call", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "nobody");
  const action = fc.constantFrom<ModelAction>("PROMOTE", "ROLL_BACK", "SPLIT", "SHADOW", "WITHDRAW", "RETIRE");
  const request = fc.record({ action, modelId: id, share: fc.integer({ min: -2, max: 12 }).map((n) => n / 10) });
  fc.assert(
    fc.property(fc.array(request, { minLength: 40, maxLength: 80 }), (requests) => {
      let registry = fourModels;
      for (const { action, modelId, share } of requests) {
        let next: ModelRegistry;
        try {
          const back = action === "ROLL_BACK" ? {} : { modelId };
          next = foldChange(registry, changeOf(registry, { action: action as "SPLIT", share, ...back }));
        } catch (error) {
          expect(error).toBeInstanceOf(RegistryError);
          continue;
        }
        for (const [each, { stage }] of registry.models) {
          const then = next.models.get(each)?.stage as Stage;
          if (then !== stage) expect(ways[stage]).toContain(then);
        }
        const all = [...next.models.values()];
        expect(all.filter(({ stage }) => stage === "live").map(({ version }) => version.modelId)).toEqual([next.live]);
        expect(all.reduce((sum, model) => sum + shareOf(next, model), 0)).toBeCloseTo(1, 8);
        if (action === "PROMOTE") expect(after(next, { action: "ROLL_BACK" }).live).toBe(registry.live);
        registry = next;
      }
    }),
  );
});

test("nothing is live, and nothing can be changed, before any model is told", () => {
  expect(emptyRegistry.live).toBeNull();
  expect(codeOf(() => changeOf(emptyRegistry, { action: "PROMOTE", modelId: "a" }))).toBe("MODEL_UNKNOWN");
});

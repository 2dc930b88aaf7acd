import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Answers,
  answerOf,
  type Chances,
  foldMemberForm,
  formConstants,
  type MemberForm,
  memberWeights,
  noForm,
  type Weights,
} from "./member-form.ts";

const prior: Weights = { strengths: 0.5, ratings: 0.2, vote: 0.15, network: 0.15 };
const names = Object.keys(prior);

/** Numbers from 0 to 1, the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Matches whose outcome follows chances that every member knows within some noise, unless it says something else. */
function season(
  matches: number,
  seed: number,
  instead: Record<string, (truth: Chances, at: number) => Chances | null>,
) {
  const random = numbers(seed);
  return Array.from({ length: matches }, (_, at) => {
    const edge = 2.2 * (random() - 0.4);
    const truth = softmax([edge, -0.2, -edge]);
    const draw = random();
    const outcome = draw < truth[0] ? 0 : draw < truth[0] + truth[1] ? 1 : 2;
    const answers: Record<string, Chances | null> = {};
    for (const name of names) {
      const noisy = softmax([edge + 0.2 * (random() - 0.5), -0.2, -edge + 0.2 * (random() - 0.5)]);
      const other = instead[name];
      answers[name] = other === undefined ? noisy : other(truth, at);
    }
    return { answers, outcome: outcome as 0 | 1 | 2 };
  });
}

function softmax(logits: [number, number, number]): Chances {
  const [a, b, c] = logits.map(Math.exp) as [number, number, number];
  return [a / (a + b + c), b / (a + b + c), c / (a + b + c)];
}

const played = (matches: ReturnType<typeof season>, form: MemberForm = noForm) =>
  matches.reduce((after, { answers, outcome }) => foldMemberForm(after, prior, answers, outcome), form);

test("before any result the weights are the prior ones, normalised", () => {
  expect(memberWeights(noForm, { a: 3, b: 1 })).toEqual({ a: 0.75, b: 0.25 });
});

test("members that are as good keep at least a third of their prior weights, whatever the luck of the season", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const weights = memberWeights(played(season(380, seed, {})), prior);
    for (const name of names) expect((weights[name] as number) / (prior[name] as number)).toBeGreaterThan(1 / 3);
  }
});

describe("a member that is broken", () => {
  const broken: Record<string, (truth: Chances) => Chances> = {
    "tells the sides the wrong way round": ([home, draw, away]) => [away, draw, home],
    "is sure of draws": () => [0.05, 0.9, 0.05],
    "is always sure of the home side": () => [0.98, 0.01, 0.01],
    "is sure and often wrong": ([home, draw, away]) =>
      home > away ? [0.04, 0.06, 0.9] : draw > 0 ? [0.9, 0.06, 0.04] : [1, 0, 0],
  };
  test.each(Object.keys(broken))("has less than 5 %% within 50 results where it %s", (what) => {
    const answer = broken[what] as (truth: Chances) => Chances;
    for (const name of names) {
      for (let seed = 1; seed <= 50; seed++) {
        let form = noForm;
        let least = 1;
        for (const { answers, outcome } of season(50, seed, { [name]: answer })) {
          form = foldMemberForm(form, prior, answers, outcome);
          least = Math.min(least, memberWeights(form, prior)[name] as number);
        }
        expect(least).toBeLessThan(0.05);
      }
    }
  });

  test("that is mended has its weight again after a season", () => {
    const form = played(season(100, 1, { ratings: ([home, draw, away]) => [away, draw, home] }));
    expect(memberWeights(form, prior).ratings).toBeLessThan(0.01);
    expect(memberWeights(played(season(380, 2, {}), form), prior).ratings).toBeGreaterThan(0.05);
  });
});

describe("a member that gives no answer", () => {
  const nan: Chances = [Number.NaN, 0.3, 0.3];
  test.each([
    ["NaN", nan],
    ["nothing", null],
    ["chances that sum to more than 1", [0.5, 0.5, 0.5]],
    ["a chance below 0", [1.1, -0.2, 0.1]],
    ["infinity", [Number.POSITIVE_INFINITY, 0, 0]],
  ] as [string, Chances | null][])("has no weight in that match: %s", (_, answer) => {
    const [match] = season(1, 3, { vote: () => answer });
    const weights = memberWeights(noForm, prior, match?.answers);
    expect(weights.vote).toBe(0);
    expect(sum(weights)).toBeCloseTo(1, 12);
  });

  test("is dropped with the next result, whatever it says afterwards, until it has answered often enough", () => {
    let form = played(season(1, 4, { vote: () => nan }));
    for (const { answers, outcome } of season(formConstants.due, 5, {})) {
      expect(memberWeights(form, prior, answers).vote).toBe(0);
      form = foldMemberForm(form, prior, answers, outcome);
    }
    const back = memberWeights(form, prior).vote as number;
    expect(back).toBeGreaterThan(0);
    expect(back).toBeLessThan(0.05);
    expect(memberWeights(played(season(200, 6, {}), form), prior).vote).toBeGreaterThan(0.08);
  });

  test("counts its answers anew when it fails in between", () => {
    const form = played(season(30, 7, { vote: (truth, at) => (at % 15 === 0 ? null : truth) }));
    expect(memberWeights(form, prior).vote).toBe(0);
  });

  test("comes back with nearly nothing where its answers are bad", () => {
    const form = played(season(80, 8, { vote: (t, at) => (at === 0 ? null : [t[2], t[1], t[0]]) }));
    expect(memberWeights(form, prior).vote).toBeLessThan(0.01);
  });
});

test("where all that answer had failed before they go by their prior weights; where none answers there is no weight", () => {
  const form = played(season(1, 9, Object.fromEntries(names.map((name) => [name, () => null]))));
  expect(memberWeights(form, prior)).toEqual(memberWeights(noForm, prior));
  expect(sum(memberWeights(form, prior, {}))).toBe(0);
});

test("an answer is null where the member throws or gives no chances", () => {
  expect(answerOf(() => [0.5, 0.3, 0.2])).toEqual([0.5, 0.3, 0.2]);
  expect(answerOf(() => [Number.NaN, 0.3, 0.2])).toBeNull();
  expect(
    answerOf(() => {
      throw new Error("broken");
    }),
  ).toBeNull();
});

test("weights sum to 1 and are never below 0 or NaN, whatever was answered and happened; and form is plain data", () => {
  const chance = fc.oneof(fc.double(), fc.constantFrom(0, 1));
  const answer = fc.oneof(
    fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 9 })).map(([h, d, a]): Chances => {
      const all = h + d + a;
      return [h / all, d / all, a / all];
    }),
    fc.tuple(chance, chance, chance),
    fc.constant(null),
  );
  const answers: fc.Arbitrary<Answers> = fc.record({
    strengths: answer,
    ratings: answer,
    vote: answer,
    network: answer,
  });
  const match = fc.tuple(answers, fc.constantFrom(0, 1, 2));
  fc.assert(
    fc.property(fc.array(match, { maxLength: 120 }), (matches) => {
      let form = noForm;
      for (const [said, outcome] of matches) form = foldMemberForm(form, prior, said, outcome);
      const weights = memberWeights(form, prior);
      expect(Object.values(weights).every((weight) => weight >= 0)).toBe(true);
      expect(sum(weights)).toBeCloseTo(1, 12);
      expect(JSON.parse(JSON.stringify(form))).toEqual(form);
    }),
  );
});

function sum(weights: Weights): number {
  return Object.values(weights).reduce((total, weight) => total + weight, 0);
}

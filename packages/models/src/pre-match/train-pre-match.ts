import { groups, placeOf } from "@touchline/prematch";
import { fitStack, type StackOptions, type StackRow } from "../strengths/fit-stack.ts";
import { type Kind, kindOf } from "../strengths/kind-of.ts";
import type { Stack } from "../strengths/stack.ts";
import type { Blend, KindArtefact, PreMatchArtefact } from "./artefact.ts";
import type { Context } from "./context.ts";
import { fitContext } from "./fit-context.ts";
import { fitGoals, type GoalsRow } from "./fit-goals.ts";
import { fitOrderedLogit } from "./fit-ordered-logit.ts";
import { fitPool } from "./fit-pool.ts";
import { GoalRates } from "./goal-rates.ts";
import { matchPrices } from "./match-prices.ts";
import type { Member } from "./member.ts";
import type { Chances } from "./member-form.ts";
import type { ExpectedGoals } from "./network/network-member.ts";
import type { OddsUse } from "./odds-use.ts";
import { mayUse } from "./odds-use.ts";
import type { OrderedLogit } from "./ordered-logit.ts";
import { strengthsMember } from "./pre-match-model.ts";
import { ratingsMember, ratingsOf, ratingsWidth } from "./ratings-member.ts";
import { outcomeOf, type TrainingMatches, vectorAt } from "./training-matches.ts";

/** What a member that is trained apart learns from. */
export interface Lesson {
  readonly matches: TrainingMatches;
  /** Which of the matches, in the order of time. */
  readonly rows: Int32Array;
  readonly odds: OddsUse;
  /** Goals that the strengths expect, having learnt from the same matches. */
  readonly expected: ExpectedGoals;
}

/** A member that is trained apart, and has an artefact of its own. */
export interface MemberTrainer {
  readonly name: string;
  /** Learns from the lesson's matches and from nothing else. */
  train(lesson: Lesson): Promise<unknown>;
  member(artefact: unknown, expected: ExpectedGoals): Member;
}

export interface PreMatchTraining {
  readonly odds: OddsUse;
  /** Last season to learn from. */
  readonly until: number;
  readonly trainers?: readonly MemberTrainer[];
  readonly progress?: (step: string) => void;
}

export interface TrainedPreMatch extends Pick<PreMatchArtefact, "kinds" | "contexts"> {
  readonly trained: Pick<PreMatchArtefact["trained"], "from" | "until" | "weighedFrom" | "matches">;
  /** Artefacts of the members that are trained apart, by name. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** Seasons before these are only history: too little was told of their matches. */
export const firstSeason: Readonly<Record<OddsUse, number>> = { none: 2006, past: 2012, match: 2012 };
/** Last seasons, on which the members are weighed. */
const weighedSeasons = 3;
/** Fewer matches of a kind than this say nothing of their own: the five large leagues' blend stands in. */
const leastMatches = 500;

/** Filters that a stack may weigh, the first of each the one that it starts from. */
const filters: Readonly<Record<"none" | "past", Omit<StackOptions, "ridge">>> = {
  none: { supremacy: ["results", "chances", "goals", "fast", "slow"], goals: ["totals", "results"] },
  past: { supremacy: ["market", "marketTotals", "results"], goals: ["marketTotals", "market", "totals"] },
};
const stackRidge = 20;
const kinds: readonly Kind[] = ["topFive", "others", "nations"];

/**
 * Trains the ensemble in the order of time. First all members learn from what came before the last seasons, and are weighed by what they
 * say of those; then they learn anew from everything. The same matches give the same artefacts.
 */
export async function trainPreMatch(matches: TrainingMatches, training: PreMatchTraining): Promise<TrainedPreMatch> {
  const { odds, until, trainers = [], progress = () => {} } = training;
  const used = usedRows(matches, odds, until);
  const lasts = { clubs: lastSeason(matches, used, "clubs"), nations: lastSeason(matches, used, "nations") };
  const isHeld = (row: number) => (matches.seasons[row] as number) > lasts[groupAt(matches, row)] - weighedSeasons;
  progress("learning from all but the last seasons ...");
  const early = await learn(
    matches,
    used.filter((row) => !isHeld(row)),
    odds,
    trainers,
  );
  progress("weighing members on the last seasons ...");
  const blends = blendsOf(matches, used.filter(isHeld), early, odds);
  progress("learning from all seasons ...");
  const all = await learn(matches, used, odds, trainers);
  const kind = (name: Kind): KindArtefact => ({ stack: all.stacks[name], ratings: all.ratings[name], ...blends[name] });
  const count = (name: Kind) => used.reduce((sum, row) => sum + (kindAt(matches, row) === name ? 1 : 0), 0);
  return {
    trained: {
      ...{ from: firstSeason[odds], until: Math.max(lasts.clubs, lasts.nations) },
      weighedFrom: { clubs: lasts.clubs - weighedSeasons + 1, nations: lasts.nations - weighedSeasons + 1 },
      matches: { topFive: count("topFive"), others: count("others"), nations: count("nations") },
    },
    kinds: { topFive: kind("topFive"), others: kind("others"), nations: kind("nations") },
    contexts: all.contexts,
    members: all.artefacts,
  };
}

/** Clubs' matches count where odds are to be looked at and are known; nations have none, and count always. */
function usedRows(matches: TrainingMatches, odds: OddsUse, until: number): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < matches.count; row++) {
    const season = matches.seasons[row] as number;
    const told = odds === "none" || matches.priced[row] === 1 || kindAt(matches, row) === "nations";
    if (season >= firstSeason[odds] && season <= until && told) rows.push(row);
  }
  return Int32Array.from(rows);
}

interface Learnt {
  readonly stacks: Readonly<Record<Kind, Stack>>;
  readonly contexts: { readonly clubs: Context | null; readonly nations: Context | null };
  readonly rates: Readonly<Record<Kind, GoalRates>>;
  readonly ratings: Readonly<Record<Kind, OrderedLogit>>;
  readonly members: readonly Member[];
  readonly artefacts: Readonly<Record<string, unknown>>;
}

async function learn(
  matches: TrainingMatches,
  rows: Int32Array,
  odds: OddsUse,
  trainers: readonly MemberTrainer[],
): Promise<Learnt> {
  const of = (kind: Kind) => rows.filter((row) => kindAt(matches, row) === kind);
  const each = { topFive: of("topFive"), others: of("others"), nations: of("nations") };
  const options = { ...filters[odds === "none" ? "none" : "past"], ridge: stackRidge };
  const stack = (kind: Kind) =>
    fitStack(
      Array.from(each[kind], (row) => stackRow(matches, row, options)),
      options,
    );
  const stacks = { topFive: stack("topFive"), others: stack("others"), nations: stack("nations") };
  const clubs = rows.filter((row) => kindAt(matches, row) !== "nations");
  const contexts = {
    clubs: contextOf(matches, clubs, stacks, odds),
    nations: contextOf(matches, each.nations, stacks, odds),
  };
  const rating = (kind: Kind) =>
    fitOrderedLogit(
      Array.from(each[kind].length < leastMatches ? rows : each[kind], (row) => ratingsOf(vectorAt(matches, row))),
      Array.from(each[kind].length < leastMatches ? rows : each[kind], (row) => outcomeAt(matches, row)),
      ratingsWidth,
    );
  const ratings = { topFive: rating("topFive"), others: rating("others"), nations: rating("nations") };
  const rate = (kind: Kind) => new GoalRates(stacks[kind], kind === "nations" ? contexts.nations : contexts.clubs);
  const rates = { topFive: rate("topFive"), others: rate("others"), nations: rate("nations") };
  const artefacts: Record<string, unknown> = {};
  const expected: ExpectedGoals = (competition, values) => rates[kindOf(competition)].of(values);
  for (const { name, train } of trainers)
    artefacts[name] = await train({ matches, rows, odds: pastAtMost(odds), expected });
  const apart = trainers.map(({ name, member }) => member(artefacts[name], expected));
  const members = [strengthsMember(rates), ratingsMember(ratings), ...apart];
  return { stacks, contexts, rates, ratings, members, artefacts };
}

function contextOf(
  matches: TrainingMatches,
  rows: Int32Array,
  stacks: Readonly<Record<Kind, Stack>>,
  odds: OddsUse,
): Context | null {
  if (rows.length < leastMatches) return null;
  const names = groups
    .flatMap(({ features }) => features.map(({ name }) => name))
    .filter((name) => mayUse(name, pastAtMost(odds)));
  const rates = Object.fromEntries(kinds.map((kind) => [kind, new GoalRates(stacks[kind], null)]));
  const logs = Array.from(rows, (row) => (rates[kindAt(matches, row)] as GoalRates).logsOf(vectorAt(matches, row)));
  return fitContext({
    ...{ matches, rows, names },
    supremacy: Float64Array.from(logs, ({ supremacy }) => supremacy),
    logGoals: Float64Array.from(logs, ({ logGoals }) => logGoals),
  });
}

/** Strengths look at past odds at most; the match's own prices are a member of their own. */
const pastAtMost = (odds: OddsUse): OddsUse => (odds === "match" ? "past" : odds);

function blendsOf(
  matches: TrainingMatches,
  held: Int32Array,
  learnt: Learnt,
  odds: OddsUse,
): Readonly<Record<Kind, Pick<KindArtefact, "blend" | "priced">>> {
  const of = (kind: Kind): Pick<KindArtefact, "blend" | "priced"> | null => {
    const rows = held.filter((row) => kindAt(matches, row) === kind);
    if (rows.length < leastMatches) return null;
    const priced =
      odds === "match" ? rows.filter((row) => matchPrices(vectorAt(matches, row)) !== null) : rows.subarray(0, 0);
    return {
      blend: blendOf(matches, rows, learnt, false),
      priced: priced.length < leastMatches ? null : blendOf(matches, priced, learnt, true),
    };
  };
  const topFive = of("topFive") ?? of("others") ?? of("nations");
  if (topFive === null)
    throw new RangeError(`fewer than ${leastMatches} matches of the last seasons to weigh members on`);
  return { topFive, others: of("others") ?? topFive, nations: of("nations") ?? topFive };
}

function blendOf(matches: TrainingMatches, rows: Int32Array, { members, rates }: Learnt, priced: boolean): Blend {
  const answers: Record<string, Chances[]> = {};
  for (const { name, chances } of members) {
    answers[name] = Array.from(rows, (row) => chances(matches.competitions[row] as string, vectorAt(matches, row)));
  }
  const prices = Array.from(rows, (row) => (priced ? matchPrices(vectorAt(matches, row)) : null));
  if (priced) answers.prices = prices.map((each) => each?.chances ?? [1 / 3, 1 / 3, 1 / 3]);
  const goals = Array.from(
    rows,
    (row, i): GoalsRow => ({
      strengths: rates[kindAt(matches, row)].logsOf(vectorAt(matches, row)).logGoals,
      prices: prices[i]?.logGoals ?? null,
      over: (matches.homeGoals[row] as number) + (matches.awayGoals[row] as number) > 2,
    }),
  );
  const outcomes = Array.from(rows, (row) => outcomeAt(matches, row));
  return {
    pool: fitPool(answers, outcomes, priced ? "prices" : "strengths"),
    goals: fitGoals(priced ? goals.filter((row) => row.prices !== null) : goals),
  };
}

function stackRow(matches: TrainingMatches, row: number, { supremacy, goals }: Omit<StackOptions, "ridge">): StackRow {
  const values = vectorAt(matches, row);
  const opinion = (name: string) => ({
    home: values[placeOf(`strengths.${name}.home`)] as number,
    away: values[placeOf(`strengths.${name}.away`)] as number,
  });
  return {
    opinions: Object.fromEntries([...supremacy, ...goals].map((name) => [name, opinion(name)])),
    home: matches.homeGoals[row] as number,
    away: matches.awayGoals[row] as number,
  };
}

function kindAt(matches: TrainingMatches, row: number): Kind {
  return kindOf(matches.competitions[row] as string);
}

function groupAt(matches: TrainingMatches, row: number): "clubs" | "nations" {
  return kindAt(matches, row) === "nations" ? "nations" : "clubs";
}

/** Last season that clubs or nations have matches of; 0 where they have none. */
function lastSeason(matches: TrainingMatches, rows: Int32Array, group: "clubs" | "nations"): number {
  return rows.reduce(
    (last, row) => (groupAt(matches, row) === group ? Math.max(last, matches.seasons[row] as number) : last),
    0,
  );
}

function outcomeAt({ homeGoals, awayGoals }: TrainingMatches, row: number): 0 | 1 | 2 {
  return outcomeOf(homeGoals[row] as number, awayGoals[row] as number);
}

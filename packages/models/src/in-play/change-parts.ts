import type { ChangePart, MatchResultProbabilities } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import type { PredictionBasis } from "../prediction-basis.ts";
import { resultInPlay } from "./in-play.ts";
import type { InPlayState, SidePlayed } from "./in-play-state.ts";

type Step = readonly [of: ChangePart["of"], basis: PredictionBasis];

/**
 * What each thing that changed did to the chances of the result, one after the other in a fixed order: what was believed before the match,
 * the clock, shots, men, the score. Each is the difference between chances with and without it, the former ones taken as they are, so
 * they sum to the whole. Nothing where nothing changed. What none of it explains, such as another model, is OTHER.
 */
export function changeParts(
  last: PredictionBasis,
  now: PredictionBasis,
  before: MatchResultProbabilities,
  after: MatchResultProbabilities,
  resultOf: (basis: PredictionBasis) => MatchResultProbabilities = byRates,
): ChangePart[] {
  const steps = stepsBetween(last, now);
  if (steps.length === 0) return isSame(before, after) ? [] : [part("OTHER", before, after)];
  let from = before;
  return steps.map(([of, basis], at) => {
    const to = at === steps.length - 1 ? after : resultOf(basis);
    const moved = part(of, from, to);
    from = to;
    return moved;
  });
}

const byRates = ({ belief, state, provider }: PredictionBasis) => resultInPlay(belief, state, provider);

function stepsBetween(last: PredictionBasis, now: PredictionBasis): Step[] {
  const steps: Step[] = [];
  let basis: PredictionBasis = { ...last, provider: now.provider };
  const step = (of: Step[0], changed: boolean, next: () => PredictionBasis) => {
    if (!changed) return;
    basis = next();
    steps.push([of, basis]);
  };
  const changeState = (of: Step[0], changed: boolean, changes: Partial<InPlayState>) =>
    step(of, changed, () => ({ ...basis, state: { ...basis.state, ...changes } }));
  const { home, away, lastGoal, ...clock } = now.state;
  const was = last.state;
  step("PRE_MATCH", !isSameBelief(last.belief, now.belief), () => ({ ...basis, belief: now.belief }));
  const isShot = !hasSameChances(was.home, home) || !hasSameChances(was.away, away);
  // what was done of late fades as the clock goes on
  const faded = isShot ? {} : { home: withRecent(was.home, home), away: withRecent(was.away, away) };
  changeState("CLOCK", !isSameClock(was, now.state), { ...clock, ...faded });
  const withChances = { home: withShots(was.home, home), away: withShots(was.away, away) };
  changeState("CHANCES", isShot, withChances);
  const withMen = { home: { ...withChances.home, men: home.men }, away: { ...withChances.away, men: away.men } };
  changeState("MEN", was.home.men !== home.men || was.away.men !== away.men, withMen);
  const scored =
    was.home.goals !== home.goals ||
    was.away.goals !== away.goals ||
    was.lastGoal?.period !== lastGoal?.period ||
    was.lastGoal?.second !== lastGoal?.second;
  changeState("SCORE", scored, { home, away, lastGoal });
  return steps;
}

function isSameClock(a: InPlayState, b: InPlayState): boolean {
  return (
    a.phase === b.phase &&
    a.period === b.period &&
    a.second === b.second &&
    a.stoppage === b.stoppage &&
    (a.halfTime === null) === (b.halfTime === null) &&
    a.fullTime?.home === b.fullTime?.home &&
    a.fullTime?.away === b.fullTime?.away
  );
}

function withRecent(was: SidePlayed, { recentShots, recentExpectedGoals }: SidePlayed): SidePlayed {
  return { ...was, recentShots, recentExpectedGoals };
}

function withShots(was: SidePlayed, now: SidePlayed): SidePlayed {
  return { ...withRecent(was, now), shots: now.shots, expectedGoals: now.expectedGoals };
}

function hasSameChances(a: SidePlayed, b: SidePlayed): boolean {
  return a.shots === b.shots && a.expectedGoals === b.expectedGoals;
}

function isSameBelief(a: Belief, b: Belief): boolean {
  return a.home === b.home && a.away === b.away && a.dependence === b.dependence;
}

function isSame(a: MatchResultProbabilities, b: MatchResultProbabilities): boolean {
  return a.home === b.home && a.draw === b.draw && a.away === b.away;
}

function part(of: ChangePart["of"], from: MatchResultProbabilities, to: MatchResultProbabilities): ChangePart {
  return { of, home: to.home - from.home, draw: to.draw - from.draw, away: to.away - from.away };
}

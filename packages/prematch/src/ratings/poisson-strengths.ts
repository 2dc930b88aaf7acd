/**
 * Matches to fit, column by column; `count` of them. Several meetings at one ground may be one row: mean goals under the sum
 * of the weights.
 */
export interface WeightedMatches {
  readonly count: number;
  /** Indices of the sides. */
  readonly home: Int32Array;
  readonly away: Int32Array;
  /** Weight times goals. */
  readonly homeGoals: Float64Array;
  readonly awayGoals: Float64Array;
  readonly weight: Float64Array;
  /** 1 on neutral ground. */
  readonly neutral: Uint8Array;
}

/** What two average sides would score. */
export interface GoalLevel {
  /** Goals of an average side away to another. */
  base: number;
  /** Factor of home ground on the home side's goals. */
  homeAdvantage: number;
}

export interface SideStrength {
  /** Goals scored against an average defence, as a factor. */
  readonly attack: number;
  /** Goals let in against an average attack, as a factor; low is good. */
  readonly defence: number;
}

export interface PoissonStrengths extends GoalLevel {
  /** By side, as `SideStrength` has them. */
  readonly attack: Float64Array;
  readonly defence: Float64Array;
}

/** Assumed where nothing was fitted. */
export const usualLevel: Readonly<GoalLevel> = { base: 1.2, homeAdvantage: 1.3 };

/** Goals expected of the home and the away side. */
export function expectedGoals(
  { base, homeAdvantage }: Readonly<GoalLevel>,
  home: SideStrength,
  away: SideStrength,
  neutral: boolean,
): readonly [number, number] {
  const ground = neutral ? 1 : homeAdvantage;
  return [base * ground * home.attack * away.defence, base * away.attack * home.defence];
}

export interface PoissonFitOptions {
  /**
   * Goals that stand behind the prior of each factor: a gamma distribution with this shape and the mean `priorMean`. 0 is the
   * plain maximum likelihood.
   */
  readonly priorGoals: number;
  /** By side; 1 where not given. */
  readonly priorAttack?: Float64Array;
  readonly priorDefence?: Float64Array;
  /** Ends when no factor moves by more than this part of itself. */
  readonly tolerance: number;
  readonly maxSweeps: number;
}

/** Weight of a match so many days ago: Dixon and Coles, Modelling association football scores (1997), equation 4.2. */
export function decay(days: number, xi: number): number {
  return Math.exp(-xi * days);
}

export function evenStrengths(sides: number): PoissonStrengths {
  return { ...usualLevel, attack: new Float64Array(sides).fill(1), defence: new Float64Array(sides).fill(1) };
}

/**
 * Fits goals ~ Poisson(base x home ground x attack x defence) to weighted matches, starting from `strengths`, which it
 * changes. Each factor in turn is set to its best value given the others, (goals + prior) / (expected + prior), which
 * never makes the likelihood worse and needs no derivative. Returns the number of sweeps.
 */
export function fitPoisson(matches: WeightedMatches, strengths: PoissonStrengths, options: PoissonFitOptions): number {
  const { attack, defence } = strengths;
  const exposure = new Float64Array(attack.length);
  const scored = new Float64Array(attack.length);
  const conceded = new Float64Array(attack.length);
  const { all, atHome } = addGoals(matches, scored, conceded);
  const { priorGoals, priorAttack, priorDefence, tolerance, maxSweeps } = options;
  for (let sweep = 1; sweep <= maxSweeps; sweep++) {
    expose(matches, strengths, defence, "scores", exposure);
    let moved = settle(attack, scored, exposure, priorGoals, priorAttack);
    expose(matches, strengths, attack, "concedes", exposure);
    moved = Math.max(moved, settle(defence, conceded, exposure, priorGoals, priorDefence));
    if (priorGoals > 0) strengths.base *= level(attack, priorAttack) * level(defence, priorDefence);
    moved = Math.max(moved, settleLevel(matches, strengths, all, atHome));
    if (moved <= tolerance) return sweep;
  }
  return maxSweeps;
}

function addGoals(
  { count, home, away, homeGoals, awayGoals, neutral }: WeightedMatches,
  scored: Float64Array,
  conceded: Float64Array,
) {
  let all = 0;
  let atHome = 0;
  for (let i = 0; i < count; i++) {
    const [h, a] = [home[i] as number, away[i] as number];
    const [goals, against] = [homeGoals[i] as number, awayGoals[i] as number];
    scored[h] = (scored[h] as number) + goals;
    scored[a] = (scored[a] as number) + against;
    conceded[h] = (conceded[h] as number) + against;
    conceded[a] = (conceded[a] as number) + goals;
    all += goals + against;
    if (neutral[i] === 0) atHome += goals;
  }
  return { all, atHome };
}

/** Goals that each side would score or concede if its own factor were 1. */
function expose(
  { count, home, away, weight, neutral }: WeightedMatches,
  { base, homeAdvantage }: PoissonStrengths,
  others: Float64Array,
  view: "scores" | "concedes",
  exposure: Float64Array,
): void {
  exposure.fill(0);
  const scores = view === "scores";
  for (let i = 0; i < count; i++) {
    const h = home[i] as number;
    const a = away[i] as number;
    const rate = base * (weight[i] as number);
    const ground = neutral[i] === 0 ? rate * homeAdvantage : rate;
    // the home side scores, and the away side concedes, at the rate of the home side's goals
    exposure[h] = (exposure[h] as number) + (scores ? ground : rate) * (others[a] as number);
    exposure[a] = (exposure[a] as number) + (scores ? rate : ground) * (others[h] as number);
  }
}

function settle(
  factors: Float64Array,
  goals: Float64Array,
  exposure: Float64Array,
  priorGoals: number,
  prior: Float64Array | undefined,
): number {
  let moved = 0;
  for (let i = 0; i < factors.length; i++) {
    const mean = prior === undefined ? 1 : (prior[i] as number);
    const denominator = (exposure[i] as number) + priorGoals / mean;
    // a side without a match stays what it was
    if (denominator === 0) continue;
    const next = Math.max(1e-9, ((goals[i] as number) + priorGoals) / denominator);
    const by = Math.abs(next / (factors[i] as number) - 1);
    if (by > moved) moved = by;
    factors[i] = next;
  }
  return moved;
}

/**
 * Brings factors to their best common level, where their mean over the prior's is 1, and returns what they were above it. Without
 * this step the level would creep between the factors and the base for hundreds of sweeps.
 */
function level(factors: Float64Array, prior: Float64Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < factors.length; i++) {
    sum += (factors[i] as number) / (prior === undefined ? 1 : (prior[i] as number));
  }
  const above = sum / factors.length;
  for (let i = 0; i < factors.length; i++) factors[i] = (factors[i] as number) / above;
  return above;
}

function settleLevel(
  { count, home, away, weight, neutral }: WeightedMatches,
  strengths: PoissonStrengths,
  all: number,
  atHome: number,
): number {
  const { attack, defence, base, homeAdvantage } = strengths;
  let homeExpected = 0;
  let expected = 0;
  for (let i = 0; i < count; i++) {
    const h = home[i] as number;
    const a = away[i] as number;
    const rate = base * (weight[i] as number);
    const ofHome = rate * (attack[h] as number) * (defence[a] as number);
    if (neutral[i] === 0) homeExpected += ofHome * homeAdvantage;
    else expected += ofHome;
    expected += rate * (attack[a] as number) * (defence[h] as number);
  }
  if (all === 0) return 0;
  const ground = homeExpected > 0 && atHome > 0 ? atHome / homeExpected : 1;
  const factor = all / (expected + homeExpected * ground);
  strengths.homeAdvantage *= ground;
  strengths.base *= factor;
  return Math.max(Math.abs(ground - 1), Math.abs(factor - 1));
}

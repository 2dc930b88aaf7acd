/** Scores that are drawn from the distribution of a match: Poisson goals, with the dependence of Dixon and Coles. */
export class ScoreDraw {
  readonly #random: () => number;
  home = 0;
  away = 0;

  /** `random`: uniform numbers from 0 up to 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /**
   * Draws a score into `home` and `away`. `dependence`: ρ of Dixon and Coles (1997), who multiply the chances of 0-0, 0-1, 1-0 and 1-1; drawn by
   * rejection, which is exact. Rates are expected goals, up to some 30.
   */
  draw(homeRate: number, awayRate: number, dependence: number): void {
    const noHome = Math.exp(-homeRate);
    const noAway = Math.exp(-awayRate);
    const most =
      dependence === 0
        ? 1
        : Math.max(
            1,
            1 - homeRate * awayRate * dependence,
            1 + homeRate * dependence,
            1 + awayRate * dependence,
            1 - dependence,
          );
    for (;;) {
      this.home = poissonDraw(homeRate, noHome, this.#random());
      this.away = poissonDraw(awayRate, noAway, this.#random());
      if (dependence === 0) return;
      const factor =
        this.home > 1 || this.away > 1 ? 1 : factorOf(this.home, this.away, homeRate, awayRate, dependence);
      if (this.#random() * most < factor) return;
    }
  }
}

const goalsMax = 60;

/** By inversion: walks up the cumulated chances. `none`: exp(−rate). */
function poissonDraw(rate: number, none: number, uniform: number): number {
  let goals = 0;
  let chance = none;
  let cumulated = none;
  while (uniform >= cumulated && goals < goalsMax) {
    goals++;
    chance *= rate / goals;
    cumulated += chance;
  }
  return goals;
}

function factorOf(home: number, away: number, homeRate: number, awayRate: number, dependence: number): number {
  if (home === 0) return away === 0 ? 1 - homeRate * awayRate * dependence : 1 + homeRate * dependence;
  return away === 0 ? 1 + awayRate * dependence : 1 - dependence;
}

/** Two standard normal numbers at a time, into the first two places (Box and Muller 1958). */
export function normalPair(random: () => number, into: Float64Array): void {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  into[0] = radius * Math.cos(angle);
  into[1] = radius * Math.sin(angle);
}

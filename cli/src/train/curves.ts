import type { CurvePoint, LearningCurve } from "./curves-plot.ts";

/** Learning curves as they grow, by member; one that learns anew begins a new one. */
export class Curves {
  readonly #points = new Map<string, CurvePoint[]>();
  readonly #say: (line: string) => void;

  /** `say` is told now and then how far a member is. */
  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  add(member: string, point: CurvePoint): void {
    const before = this.#points.get(member) ?? [];
    const points = point.round <= (before.at(-1)?.round ?? -1) ? [] : before;
    points.push(point);
    this.#points.set(member, points);
    if (point.round % 50 === 0) this.#say(`${member}: round ${point.round}, ${textOf(point)}`);
  }

  /** The last one of each member. */
  last(): LearningCurve[] {
    return [...this.#points].map(([member, points]) => ({ member, points }));
  }
}

function textOf({ training, validation }: CurvePoint): string {
  return `${training.toFixed(4)} nats a match, ${validation === null ? "" : `${validation.toFixed(4)} on later ones`}`;
}

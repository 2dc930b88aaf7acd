import {
  boundsOfShare,
  type CalibrationBin,
  calibrationErrorByChance,
  expectedCalibrationError,
} from "@touchline/scoring";
import { binsOf, type Judged } from "../judged.ts";
import { count, escaped, fixed, percent } from "./markup.ts";
import { at, scale } from "./scale.ts";

const [size, edge, room, bars] = [260, 34, 10, 44] as const;

export interface Reliability {
  readonly title: string;
  readonly model: readonly Judged[];
  readonly close: readonly Judged[];
  /** Place of the outcome among the chances. */
  readonly place: number;
}

/** How often it happened against how likely it was said to be; bars below tell on how many matches. */
export function reliabilityDiagram({ title, model, close, place }: Reliability): string {
  const [mine, theirs] = [model, close].map((said) => binsOf(said, 1, place)) as [CalibrationBin[], CalibrationBin[]];
  const chances = model.map((said) => [said.chances[place] as number, 1 - (said.chances[place] as number)]);
  const chance = calibrationErrorByChance(chances, 1);
  const error = expectedCalibrationError(mine);
  const x = scale([0, 1], [edge, size - room]);
  const y = scale([0, 1], [size - edge, room]);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      `<line class="grid" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${at(y(0))}" y2="${at(y(1))}"/><line class="grid" x1="${at(x(0))}" x2="${at(x(1))}" y1="${at(y(tick))}" y2="${at(y(tick))}"/><text class="tick" x="${at(x(tick))}" y="${at(y(0) + 14)}" text-anchor="middle">${100 * tick}</text><text class="tick" x="${edge - 5}" y="${at(y(tick) + 4)}" text-anchor="end">${100 * tick}</text>`,
  );
  const most = Math.max(1, ...mine.map(({ n }) => n));
  const base = size + bars;
  const sizes = mine.map(
    ({ from, to, n }) =>
      `<rect class="bar" x="${at(x(from) + 1)}" width="${at(x(to) - x(from) - 2)}" y="${at(base - (n / most) * (bars - 8))}" height="${at((n / most) * (bars - 8))}"/>`,
  );
  const points = (bins: readonly CalibrationBin[]) => bins.filter(({ n }) => n >= 10);
  const line = (bins: readonly CalibrationBin[]) =>
    points(bins)
      .map(({ said, happened }) => `${at(x(said))},${at(y(happened))}`)
      .join(" ");
  const whiskers = points(mine).map(({ said, happened, n }) => {
    const { low, high } = boundsOfShare(happened, n);
    return `<line class="model thin" x1="${at(x(said))}" x2="${at(x(said))}" y1="${at(y(low))}" y2="${at(y(high))}"/><circle class="model dot" cx="${at(x(said))}" cy="${at(y(happened))}" r="3.5"><title>said ${percent(said)}, happened ${percent(happened)} of ${count(n)}</title></circle>`;
  });
  const told = points(mine).map(
    ({ said, happened, n }) => `said ${percent(said, 0)}, happened ${percent(happened, 0)} of ${n}`,
  );
  return `<figure><figcaption><strong>${escaped(title)}</strong><br><span class="quiet">calibration error ${fixed(error, 4)}; by chance ${fixed(chance.mean, 4)}, up to ${fixed(chance.high, 4)}</span></figcaption>
<svg viewBox="0 0 ${size} ${base + 2}" role="img" aria-label="${escaped(`${title}: ${told.join("; ")}`)}">${grid.join("")}<line class="zero" x1="${at(x(0))}" y1="${at(y(0))}" x2="${at(x(1))}" y2="${at(y(1))}"/><polyline class="close" points="${line(theirs)}"/><polyline class="model" points="${line(mine)}"/>${whiskers.join("")}${sizes.join("")}</svg></figure>`;
}

import type { SelectivePoint } from "@touchline/scoring";
import { escaped, percent } from "./markup.ts";
import { at, scale, ticks } from "./scale.ts";

const [width, height, left, right, top, bottom] = [470, 280, 44, 12, 10, 38] as const;

/** Accuracy on the surest share of the matches, for the model and for the close, with the accuracy that is asked for. */
export function selectiveCurve(
  title: string,
  {
    model,
    close,
    target,
  }: { readonly model: readonly SelectivePoint[]; readonly close: readonly SelectivePoint[]; readonly target: number },
): string {
  const accuracies = [...model, ...close].map(({ accuracy }) => accuracy).filter(Number.isFinite);
  const bounds = [
    Math.floor(20 * Math.min(target, ...accuracies)) / 20,
    Math.ceil(20 * Math.max(target, ...accuracies)) / 20,
  ] as const;
  const x = scale([0, 1], [left, width - right]);
  const y = scale(bounds, [height - bottom, top]);
  const across = ticks(bounds, 5).map(
    (tick) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${at(y(tick))}" y2="${at(y(tick))}"/><text class="tick" x="${left - 6}" y="${at(y(tick) + 4)}" text-anchor="end">${Math.round(100 * tick)} %</text>`,
  );
  const along = [0.1, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      `<text class="tick" x="${at(x(tick))}" y="${height - bottom + 16}" text-anchor="middle">${100 * tick} %</text>`,
  );
  const line = (points: readonly SelectivePoint[]) =>
    points
      .filter(({ accuracy }) => Number.isFinite(accuracy))
      .map(({ coverage, accuracy }) => `${at(x(coverage))},${at(y(accuracy))}`)
      .join(" ");
  const told = model
    .filter(({ coverage }) => [0.1, 0.26, 0.5, 1].includes(coverage))
    .map(({ coverage, accuracy }) => `surest ${percent(coverage, 0)}: ${percent(accuracy)}`);
  return `<figure><figcaption><strong>${escaped(title)}</strong></figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(`${title}: ${told.join("; ")}`)}">${across.join("")}${along.join("")}<line class="zero" x1="${left}" x2="${width - right}" y1="${at(y(target))}" y2="${at(y(target))}"/><polyline class="close" points="${line(close)}"/><polyline class="model" points="${line(model)}"/><text class="tick" x="${at((left + width - right) / 2)}" y="${height - 4}" text-anchor="middle">share of the matches, the surest first</text></svg></figure>`;
}

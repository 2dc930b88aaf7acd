/** A linear way from values to places. */
export type Scale = (value: number) => number;

export function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** Round values within the bounds, about so many: 1, 2 or 5 times a power of ten apart. */
export function ticks([from, to]: readonly [number, number], about: number): number[] {
  const raw = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= raw) as number);
  const found: number[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + 1e-9 * step; k++) found.push(k * step);
  return found;
}

/** A coordinate as SVG has it: a tenth of a pixel is enough. */
export const at = (place: number): string => String(Math.round(place * 10) / 10);

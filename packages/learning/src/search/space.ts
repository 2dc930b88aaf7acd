import { mulberry32 } from "@touchline/scoring";

/** Values that a parameter may have: from a range, evenly or by its logarithm, or one of several. */
export type Range =
  | {
      readonly between: readonly [least: number, greatest: number];
      readonly by?: "logarithm";
      readonly whole?: boolean;
    }
  | { readonly oneOf: readonly number[] };

/** Parameters to choose; those that are not named keep their default. */
export type Space<Options> = { readonly [Name in keyof Options]?: Range };

/** Parameters of a trial: the defaults for the first one, else drawn. The same seed and trial give the same, whatever was drawn before. */
export function drawOptions<Options>(space: Space<Options>, defaults: Options, seed: number, trial: number): Options {
  if (trial === 0) return defaults;
  const random = mulberry32(Math.imul(seed, 0x85ebca6b) ^ Math.imul(trial, 0x9e3779b1));
  const drawn: Record<string, unknown> = {};
  for (const [name, range] of Object.entries(space) as [string, Range][]) drawn[name] = draw(range, random());
  return { ...defaults, ...drawn };
}

function draw(range: Range, share: number): number {
  if ("oneOf" in range) return range.oneOf[Math.floor(share * range.oneOf.length)] as number;
  const [least, greatest] = range.between;
  const value =
    range.by === "logarithm"
      ? Math.exp(Math.log(least) + share * (Math.log(greatest) - Math.log(least)))
      : least + share * (greatest - least);
  return range.whole ? Math.round(value) : Number(value.toPrecision(4));
}

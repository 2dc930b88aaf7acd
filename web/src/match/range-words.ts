import type { PredictionPoint, ThreeWay } from "@touchline/client";

/** The 95 % interval of a chance in percent: `27–41`; undefined where it is not told, or nothing is left to be unsure of. */
export function rangeWords({ interval }: Pick<PredictionPoint, "interval">, of: keyof ThreeWay): string | undefined {
  if (interval === null) return undefined;
  const [low, high] = [interval.low[of], interval.high[of]].map((chance) => Math.round(chance * 100));
  return low === high ? undefined : `${low}–${high}`;
}

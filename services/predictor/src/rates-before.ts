import type { Model } from "@touchline/models";
import { placeOf } from "@touchline/prematch";
import type { PerSide, PreMatch } from "@touchline/schemas";

/** Goals that a model expects of both sides, by what was known before kick-off. */
export function ratesBefore(model: Model, { competition, values }: PreMatch): PerSide {
  return model.ratesBefore(competition, (name) => values[placeOf(name)] as number);
}

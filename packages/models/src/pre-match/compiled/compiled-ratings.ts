import { logistic, type OrderedLogit } from "../ordered-logit.ts";
import { ratingPlaces, ratingScales } from "../ratings-member.ts";

/** Writes what ratings say by ordered logit of the vector that begins at `from`: `ratingsMember` without allocating. */
export function writeRatings(
  { weights, cuts }: OrderedLogit,
  values: Float64Array,
  from: number,
  out: Float64Array,
  at: number,
): void {
  let place = 0;
  for (let i = 0; i < weights.length; i++) {
    const value = values[from + (ratingPlaces[i] as number)] as number;
    place += (weights[i] as number) * (ratingScales[i] as number) * value;
  }
  const away = logistic(cuts[0] - place);
  const notHome = logistic(cuts[1] - place);
  out[at] = 1 - notHome;
  out[at + 1] = notHome - away;
  out[at + 2] = away;
}

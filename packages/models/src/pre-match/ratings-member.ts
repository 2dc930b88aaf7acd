import { placeOf } from "@touchline/prematch";
import type { Kind } from "../strengths/kind-of.ts";
import { kindOf } from "../strengths/kind-of.ts";
import type { Member } from "./member.ts";
import { type OrderedLogit, orderedChances } from "./ordered-logit.ts";

/** Differences of ratings that the member looks at, and what makes each about 1 wide. */
const looksAt = [
  { name: "match.elo.difference", scale: 1 / 200 },
  { name: "match.pi.difference", scale: 1 },
] as const;

export const ratingsWidth = looksAt.length;
export const ratingPlaces: readonly number[] = looksAt.map(({ name }) => placeOf(name));
export const ratingScales: readonly number[] = looksAt.map(({ scale }) => scale);

export function ratingsOf(values: ArrayLike<number>): number[] {
  return looksAt.map(({ scale }, i) => (values[ratingPlaces[i] as number] as number) * scale);
}

/** Elo and pi-ratings by ordered logit (Hvattum and Arntzen 2010; Constantinou and Fenton 2013). */
export function ratingsMember(logits: Readonly<Record<Kind, OrderedLogit>>): Member {
  return {
    name: "ratings",
    chances: (competition, values) => orderedChances(logits[kindOf(competition)], ratingsOf(values)),
  };
}

/** Which odds a model may have seen: none at all, those of past matches alone, or those of the match itself as well. */
export type OddsUse = "none" | "past" | "match";

const ofPast = /^strengths\.market/;
const ofThisMatch = /^match\.odds\./;

/** Whether a model that sees so much of the odds may look at a feature. */
export function mayUse(name: string, odds: OddsUse): boolean {
  if (ofThisMatch.test(name)) return odds === "match";
  return odds !== "none" || !ofPast.test(name);
}

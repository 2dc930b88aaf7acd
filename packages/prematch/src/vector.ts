import { Facts } from "./facts.ts";
import type { PreMatchFixture } from "./fixture.ts";
import type { History } from "./history.ts";
import { groups, vectorLength } from "./manifest.ts";

/**
 * All features of a fixture, in the manifest's order, from what history knew before its kick-off: no match of its day or later
 * counts, so nothing that happens at or after kick-off can change it. Every value is a finite number, and no zero has a sign.
 */
export function vectorOf(history: History, fixture: PreMatchFixture): Float64Array {
  const facts = new Facts(history, fixture);
  const out = new Float64Array(vectorLength);
  let at = 0;
  for (const group of groups) {
    group.write(facts, out, at);
    at += group.features.length;
  }
  // -0 becomes 0: JSON and tables know but one zero, and what is told there is to be the same bits again
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + 0;
  return out;
}

import { comparedMarkets, everyMatch, type Rule } from "./rule.ts";

/** Rules that hold from the first start on, until somebody states others under their ids or takes them away. */
export const shippedRules: readonly Rule[] = [
  { id: "swing", kind: "SWING", scope: everyMatch, atLeast: 0.15, endsBelow: 0.075, withinMinutes: 5 },
  { id: "favourite-behind", kind: "FAVOURITE_BEHIND", scope: everyMatch, favouriteAtLeast: 0.6, fromMinute: 0 },
  { id: "red-card", kind: "RED_CARD", scope: everyMatch },
  {
    ...{ id: "value", kind: "VALUE", scope: everyMatch, edgeAtLeast: 0.02, endsBelow: 0.01 },
    ...{ markets: comparedMarkets, maxOddsAgeSeconds: 60, quietSeconds: 60, byLowEnd: true },
  },
];

import type { Feature, FeatureGroup } from "../feature.ts";
import { lineUpOptions } from "../line-ups/factor.ts";
import { knownEleven } from "../line-ups/known-eleven.ts";
import { usual } from "../line-ups/pecking-order.ts";

const sides = ["home", "away"] as const;
const inputs = ["match.events", "team.availability"];
const since = 2;

const most = Math.exp(lineUpOptions.bound);
const unknown = `where nothing is known of the team to come, or fewer than ${usual.atLeast} of its line-ups`;

function sideFeatures(side: "home" | "away"): Feature[] {
  const factor = (name: string, of: string): Feature => ({
    name: `${side}.lineUp.${name}`,
    formula: `factor on ${of}: exp(${lineUpOptions.bound} tanh(d / ${lineUpOptions.usualGoals * lineUpOptions.bound})), d the sum over the ${side} squad of (minutes to come - usual minutes) x plus-minus rating in ${name}, goals a match; 1 ${unknown}`,
    unit: "factor",
    range: [1 / most, most],
    inputs,
    since,
  });
  return [
    {
      name: `${side}.lineUp.missing`,
      formula: `1 ${unknown}, else 0`,
      unit: "0 or 1",
      range: [0, 1],
      inputs,
      since,
    },
    {
      name: `${side}.lineUp.announced`,
      formula: `1 where the ${side} eleven is announced, 0 where it is expected or unknown`,
      unit: "0 or 1",
      range: [0, 1],
      inputs,
      since,
    },
    {
      name: `${side}.lineUp.replaced`,
      formula: `part of the ${side} side's minutes in its last ${usual.matches} matches that others are to play; 0 ${unknown}`,
      unit: "share",
      range: [0, 1],
      inputs,
      since,
    },
    factor("attack", `the ${side} side's goals`),
    factor("defence", `goals against the ${side} side`),
  ];
}

/** The eleven to come against the usual one. */
export const lineUps: FeatureGroup = {
  name: "lineUps",
  about:
    "The announced eleven, or the one expected without those who are out, against the usual one by plus-minus ratings.",
  features: [
    ...sides.flatMap(sideFeatures),
    ...sides.map((side) => ({
      name: `match.lineUp.${side}`,
      formula: `factor on the ${side} side's goals: ${side}.lineUp.attack x ${side === "home" ? "away" : "home"}.lineUp.defence`,
      unit: "factor",
      range: [1 / most ** 2, most ** 2] as const,
      inputs,
      since,
    })),
  ],
  write({ fixture, history }, out, at) {
    let to = at;
    const elevens = sides.map((side) => knownEleven(history.squads, fixture, side));
    for (const { missing, announced, replaced, attack, defence } of elevens) {
      out[to++] = missing ? 1 : 0;
      out[to++] = announced ? 1 : 0;
      out[to++] = replaced;
      out[to++] = attack;
      out[to++] = defence;
    }
    elevens.forEach(({ attack }, i) => {
      out[to++] = attack * (elevens[1 - i]?.defence ?? 1);
    });
  },
};

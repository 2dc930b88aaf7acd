import type { FeatureGroup } from "../feature.ts";

/** Meetings that stand behind the assumption that nothing is special about a pair: five weigh below a fifth. */
const shrinkage = 21;
const atMost = 10;

const inputs = ["match.results"];

/** Earlier meetings of the two sides, which teach little: so they are shrunk towards nothing. */
export const headToHead: FeatureGroup = {
  name: "headToHead",
  about: "The last ten meetings of the two sides at any venue, shrunk: n meetings weigh n / (n + 21).",
  features: [
    {
      name: "match.meetings",
      formula: "earlier meetings, at most 10",
      unit: "matches",
      range: [0, atMost],
      inputs,
      since: 1,
    },
    {
      name: "match.meetings.goalDifference",
      formula: "mean goal difference of these meetings from the home side's view x n / (n + 21); 0 without one",
      unit: "goals",
      range: [null, null],
      inputs,
      since: 1,
    },
    {
      name: "match.meetings.points",
      formula: "mean of the home side's share of the points (1, a half, 0) less a half, x n / (n + 21); 0 without one",
      unit: "share",
      range: [-0.5, 0.5],
      inputs,
      since: 1,
    },
  ],
  write({ history, place, home, away }, out, at) {
    const met = history.meetings(home.id, away.id);
    const count = met?.countBefore(place) ?? 0;
    const meetings = Math.min(count, atMost);
    let difference = 0;
    let share = 0;
    for (let i = count - meetings; i < count && met !== undefined; i++) {
      const match = met.match(i);
      const by = (match.homeGoals - match.awayGoals) * (match.home === home.id ? 1 : -1);
      difference += by;
      share += by > 0 ? 0.5 : by < 0 ? -0.5 : 0;
    }
    // the mean, a sum over n, times n / (n + 21)
    const weight = 1 / (meetings + shrinkage);
    out[at] = meetings;
    out[at + 1] = difference * weight;
    out[at + 2] = share * weight;
  },
};

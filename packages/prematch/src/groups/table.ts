import type { Feature, FeatureGroup } from "../feature.ts";
import type { Standing } from "../season-table.ts";

const sides = ["home", "away"] as const;
/** Places that decide a season: the title, the fourth place, and the last that stays up. */
const europe = 4;
const relegated = 3;
/** Assumed of a competition in its first season. */
const assumed = { teams: 20, matchesEach: 38 };

const inputs = ["match.results"];

function featuresOf(side: string): Feature[] {
  const feature = (name: string, formula: string, unit: string, range: Feature["range"]): Feature => ({
    name: `${side}.table.${name}`,
    formula,
    unit,
    range,
    inputs,
    since: 1,
  });
  return [
    feature("played", `matches of the ${side} side in this season and competition`, "matches", [0, null]),
    feature(
      "progress",
      "played / matches a team of the last season (38 in a first season), at most 1",
      "share",
      [0, 1],
    ),
    feature("points", "points a match this season; 1.37 before the first", "points a match", [0, 3]),
    feature("goalDifference", "goal difference a match this season; 0 before the first", "goals a match", [null, null]),
    feature("rank", "(place - 1) / (teams - 1), 0 the leader; 0.5 before the first match", "share", [0, 1]),
    ...["title", "europe", "relegation"].map((stake) =>
      feature(
        `stake${stake[0]?.toUpperCase()}${stake.slice(1)}`,
        `how open ${stakes[stake]} is: max(0, 1 - abs(gap in points) / (3 x matches left)), times progress; 0 when it is decided`,
        "share",
        [0, 1],
      ),
    ),
  ];
}

const stakes: Readonly<Record<string, string>> = {
  title: "the title (gap to the leader, or to the second where it leads)",
  europe: "the fourth place (gap to it, or to the fifth where it holds one of four)",
  relegation: "staying up, three going down (gap to the last place that stays, or to the first that goes down)",
};

/** Where each side stands in its season's table and what it still plays for. */
export const table: FeatureGroup = {
  name: "table",
  about:
    "Each side's season so far: progress, points, place, and how much is at stake for title, fourth place and relegation.",
  features: sides.flatMap(featuresOf),
  write(facts, out, at) {
    const { competition, fixture, place } = facts;
    const standings = competition?.standings(fixture.season, place) ?? [];
    const { matchesEach } = competition?.lastSeason(fixture.season, place) ?? assumed;
    const perSide = featuresOf("").length;
    sides.forEach((side, i) => {
      writeSide(facts[side].id, standings, matchesEach, out, at + i * perSide);
    });
  },
};

function writeSide(
  team: string,
  standings: readonly Standing[],
  matchesEach: number,
  out: Float64Array,
  at: number,
): void {
  const index = standings.findIndex((standing) => standing.team === team);
  const own = standings[index];
  if (own === undefined) {
    out.set([0, 0, 1.37, 0, 0.5, 0, 0, 0], at);
    return;
  }
  const progress = Math.min(1, own.played / matchesEach);
  const left = Math.max(0, matchesEach - own.played);
  const rank = standings.length < 2 ? 0.5 : index / (standings.length - 1);
  const lastSafe = standings.length - relegated - 1;
  out.set(
    [
      own.played,
      progress,
      own.points / own.played,
      (own.goalsFor - own.goalsAgainst) / own.played,
      rank,
      progress * open(own, index, 0, standings, left),
      progress * open(own, index, europe - 1, standings, left),
      progress * open(own, index, lastSafe, standings, left),
    ],
    at,
  );
}

/** How open it is whether a team ends at place `last` or better: its gap to the boundary against what is left to win. */
function open(own: Standing, index: number, last: number, standings: readonly Standing[], left: number): number {
  const rival = index <= last ? standings[last + 1] : standings[last];
  if (rival === undefined || left === 0 || last < 0) return 0;
  return Math.max(0, 1 - Math.abs(rival.points - own.points) / (3 * left));
}

import { describe, expect, it } from "vitest";
import { dayOf } from "../played.ts";
import { knownEleven } from "./known-eleven.ts";
import { peckingOrder } from "./pecking-order.ts";
import { fitPlusMinus, type PlayerRating } from "./plus-minus.ts";
import { shippedLineUps } from "./shipped-line-ups.fixture.ts";
import { fixtureWith, squadsOf } from "./squad.fixture.ts";

const all = shippedLineUps();
const matches = all.flatMap(({ match }) => match ?? []);
const squads = squadsOf(matches);
/** The week after the last league matches of 2017/18. */
const day = dayOf(Date.UTC(2018, 4, 24));
const ratings = squads.ratings(day);
const names = new Map(
  all.flatMap(({ lineUps: { home, away } }) =>
    [...home.starting, ...home.bench, ...away.starting, ...away.bench].map(({ id, name }) => [`wyscout/${id}`, name]),
  ),
);
const clubs = [...new Set(matches.filter((match) => match.day < day).map(({ home }) => home))].filter((team) =>
  team.startsWith("club:"),
);

describe("the shipped line-ups", () => {
  it("all but four make stints, with every minute and every goal", () => {
    expect(all.length - matches.length).toBe(4);
    for (const { match, timeline } of all) {
      if (match === null) continue;
      const goals = { home: 0, away: 0 };
      for (const { home, away } of match.stints) {
        goals.home += home.goals;
        goals.away += away.goals;
      }
      expect(goals, match.id).toEqual(timeline.final);
      const minutes = match.stints.reduce((sum, stint) => sum + stint.minutes, 0);
      expect(minutes, match.id).toBeGreaterThan(89);
      expect(minutes, match.id).toBeLessThan(145);
    }
  });

  it("show those as the best attackers whom everybody would name", () => {
    const best = [...names.keys()]
      .flatMap((player) => {
        const rating = ratings.rating(player);
        return rating === undefined ? [] : [{ player, rating }];
      })
      .sort((a, b) => b.rating.attack - a.rating.attack)
      .slice(0, 20)
      .map(({ player }) => names.get(player));
    for (const name of ["L. Messi", "Neymar", "R. Sterling", "R. Lewandowski"]) expect(best).toContain(name);
  });

  it("expect fewer goals of a club that must do without its best-rated regular forward", () => {
    expect(clubs.length).toBeGreaterThan(90);
    const factors = clubs.map((team) => {
      const forwards = (peckingOrder(squads, team, day)?.get("FORWARD") ?? []).filter(({ share }) => share > 0.5);
      const best = forwards.toSorted((a, b) => b.attack - a.attack)[0];
      if (best === undefined) return 1;
      const out = {
        provider: "wyscout",
        teamId: team,
        revision: 1,
        player: { id: best.player.slice("wyscout/".length), name: "", position: null },
        state: "OUT",
        reason: null,
        expectedReturn: null,
        providerTime: day * 86_400_000,
      } as const;
      const { attack } = knownEleven(squads, fixtureWith(day, { availability: [out] }, { home: team }), "home");
      return attack;
    });
    expect(Math.max(...factors)).toBeLessThanOrEqual(1);
    expect(factors.filter((factor) => factor < 1).length).toBeGreaterThan(clubs.length / 2);
    expect(Math.min(...factors)).toBeLessThan(0.985);
  });

  it("are fitted the same without the matches that came after", () => {
    const monday = dayOf(Date.UTC(2018, 0, 1));
    const early = fitPlusMinus(
      matches.filter((match) => match.day < monday),
      monday,
    );
    const asOf = squads.ratings(monday + 3);
    const rated = [...names.keys()].filter((player) => early.rating(player) !== undefined);
    expect(rated.length).toBeGreaterThan(1_500);
    for (const player of rated) expect(asOf.rating(player)).toEqual(early.rating(player) as PlayerRating);
  });
});

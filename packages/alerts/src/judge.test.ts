import type { Alert, Odds, Prediction } from "@touchline/schemas";
import { describe, expect, test } from "vitest";
import { betsMax, betsOfRuleMax, judgeOdds, judgePrediction, judgeTime, raisedMax } from "./judge.ts";
import type { Quotes } from "./quotes.ts";
import { readRule } from "./read-rule.ts";
import type { Rule } from "./rule.ts";
import { kickOff, matchId, oddsOf, predictionOf } from "./watched.fixture.ts";
import type { WatchedMatch } from "./watched.ts";

/** A match and what is said of it, judged by rules; sequences and places in the log follow by themselves. */
class Watch {
  rules: readonly Rule[];
  match: WatchedMatch | undefined;
  quotes: Quotes = [];
  /** How far time has come in the topics. */
  now = 0;
  readonly told: Alert[] = [];
  #sequence = 0;

  constructor(...rules: readonly object[]) {
    this.rules = rules.map(readRule);
  }

  see(told: Parameters<typeof predictionOf>[0] = {}): readonly Alert[] {
    return this.seeExactly(predictionOf({ sequence: ++this.#sequence, ...told }));
  }

  seeExactly(prediction: Prediction, offset = prediction.sequence): readonly Alert[] {
    const judged = judgePrediction(this.match, prediction, `3:${offset}`, this);
    if (judged === undefined) return [];
    this.match = judged.match;
    this.told.push(...judged.told);
    return judged.told;
  }

  hear(odds: Odds): readonly Alert[] {
    if (this.match === undefined) throw new Error("no prediction yet");
    const { match, quotes, told } = judgeOdds(this.match, odds, this);
    Object.assign(this, { match, quotes });
    this.told.push(...told);
    return told;
  }

  /** Lets time pass in which nothing is told of the match. */
  wait(ms: number, silent = false): readonly Alert[] {
    if (this.match === undefined) throw new Error("no prediction yet");
    this.now += ms;
    const { match, told } = judgeTime(this.match, this, silent);
    this.match = match;
    this.told.push(...told);
    return told;
  }

  /** Takes all rules away. */
  without(): this {
    this.rules = [];
    return this;
  }

  get states(): string[] {
    return this.told.map(({ state, side }) => `${state} ${side}`);
  }
}

const goal = { type: "GOAL", side: "HOME", player: "W. Zaha", id: "goal" } as const;
const favoured = [0.5, 0.25, 0.25] as const;
const ahead = [0.75, 0.17, 0.08] as const;

describe("a swing", () => {
  const rule = { id: "swing", kind: "SWING", atLeast: 0.2, withinMinutes: 5 };

  test("is told once, with its figures in a sentence, and ends when the last minutes hold none", () => {
    const watch = new Watch(rule);
    watch.see({ second: 600 });
    expect(watch.see({ second: 660, chances: ahead, score: { home: 1, away: 0 }, cause: goal })).toEqual([
      expect.objectContaining({
        ...{
          id: `${matchId}/1`,
          ruleId: "swing",
          kind: "SWING",
          state: "RAISED",
          side: "HOME",
          sequence: 2,
          token: "3:2",
        },
        ...{ period: 1, second: 660, raisedAt: kickOff + 660_000, endedAt: null, score: { home: 1, away: 0 } },
        swing: { of: "HOME", from: 0.5, to: 0.75, minutes: 1 },
        text: "Crystal Palace 1-0 West Bromwich Albion, 12': the chance that Crystal Palace wins rose from 50.0 % to 75.0 % within 5 minutes.",
      }),
    ]);
    for (const second of [720, 780, 840, 900, 959]) expect(watch.see({ second, chances: ahead })).toEqual([]);
    expect(watch.see({ second: 960, chances: ahead })).toMatchObject([
      {
        id: `${matchId}/1`,
        state: "ENDED",
        endedBecause: "CEASED",
        endedAt: kickOff + 960_000,
        raisedAt: kickOff + 660_000,
      },
    ]);
  });

  test("that hovers about its threshold is one: it ends below another", () => {
    const watch = new Watch(rule);
    watch.see({ second: 0 });
    for (const [i, home] of [0.71, 0.69, 0.71, 0.65, 0.72].entries())
      watch.see({ second: 10 * (i + 1), chances: [home, 0.75 - home, 0.25] });
    expect(watch.states).toEqual(["RAISED HOME"]);
    watch.see({ second: 70, chances: [0.59, 0.16, 0.25] });
    watch.see({ second: 80, chances: [0.71, 0.04, 0.25] });
    expect(watch.states).toEqual(["RAISED HOME", "ENDED HOME", "RAISED HOME"]);
  });

  test("towards a side is also a fall of the other's chance: an equaliser late in the match", () => {
    const watch = new Watch(rule);
    watch.see({ period: 2, second: 2500, chances: [0.9, 0.09, 0.01] });
    const [alert] = watch.see({ period: 2, second: 2640, chances: [0.08, 0.85, 0.07], score: { home: 1, away: 1 } });
    expect(alert).toMatchObject({ side: "AWAY", swing: { of: "HOME", from: 0.9, to: 0.08 } });
    expect(alert?.text).toContain(
      "90': the chance that Crystal Palace wins fell from 90.0 % to 8.0 % within 5 minutes",
    );
  });

  test("by a goal that is taken back is withdrawn, and its end is no swing the other way", () => {
    const watch = new Watch(rule);
    watch.see({ second: 600 });
    watch.see({ second: 660, suspended: true, cause: { ...goal, second: 660, status: "TENTATIVE" } });
    const scored = { chances: ahead, score: { home: 1, away: 0 }, suspended: true };
    watch.see({ ...scored, second: 660, cause: { ...goal, second: 660, revision: 2 } });
    watch.see({ ...scored, second: 720, suspended: false });
    watch.see({ second: 720, cause: { ...goal, second: 660, revision: 3, status: "CANCELLED" } });
    watch.see({ second: 780 });
    expect(watch.states).toEqual(["RAISED HOME", "WITHDRAWN HOME"]);
    expect(watch.told[1]).toMatchObject({ endedBecause: "TAKEN_BACK", endedAt: kickOff + 720_000 });
  });

  describe("by a goal that is checked again", () => {
    const rules = [rule, { id: "fav", kind: "FAVOURITE_BEHIND", favouriteAtLeast: 0.2, fromMinute: 12 }];
    const scored = { chances: [0.25, 0.2, 0.55], score: { home: 0, away: 1 }, second: 660 } as const;
    const of = (revision: number, status: "CONFIRMED" | "TENTATIVE" | "CANCELLED") => ({
      ...{ ...goal, side: "AWAY" as const, second: 660, revision, status },
    });
    function checked(): Watch {
      const watch = new Watch(...rules);
      watch.see({ period: 0 });
      watch.see({ second: 600 });
      watch.see({ ...scored, suspended: true, cause: of(1, "CONFIRMED") });
      // this one is raised by a tick of the clock, and rests on the goal as well
      watch.see({ ...scored, second: 720, score: { home: 0, away: 1 } });
      watch.see({ second: 730, suspended: true, cause: of(2, "TENTATIVE") });
      watch.see({ second: 780, suspended: true });
      expect(watch.states).toEqual(["RAISED AWAY", "RAISED HOME"]);
      return watch;
    }

    test("is told once where it stands", () => {
      const watch = checked();
      expect(watch.see({ ...scored, second: 790, suspended: true, cause: of(3, "CONFIRMED") })).toEqual([]);
      expect(watch.see({ ...scored, second: 800 })).toEqual([]);
    });

    test("is withdrawn where it is taken back", () => {
      const watch = checked();
      const told = watch.see({ second: 790, suspended: true, cause: of(3, "CANCELLED") });
      expect(told.map(({ ruleId, state }) => `${ruleId} ${state}`)).toEqual(["swing WITHDRAWN", "fav WITHDRAWN"]);
    });

    test("ends with the match, and with its rule", () => {
      for (const [ends, because] of [
        [(watch: Watch) => watch.see({ second: 800, phase: "FINISHED", suspended: true }), "MATCH_OVER"],
        [(watch: Watch) => watch.without().see({ second: 800, suspended: true }), "RULE_GONE"],
      ] as const) {
        expect(ends(checked()).map(({ endedBecause }) => endedBecause)).toEqual([because, because]);
      }
    });
  });

  test("is of the match, not of another model", () => {
    const watch = new Watch(rule);
    watch.see({ second: 600 });
    watch.see({ second: 660, chances: ahead, modelHash: "another" });
    expect(watch.told).toEqual([]);
  });

  test("counts minutes of play: the break takes none", () => {
    const watch = new Watch(rule);
    watch.see({ second: 2_820 });
    watch.see({ period: 2, second: 0, cause: { type: "PERIOD_START" } });
    expect(watch.see({ period: 2, second: 100, chances: ahead })).toHaveLength(1);
  });

  test("before kick-off is none", () => {
    const watch = new Watch(rule);
    watch.see({ period: 0 });
    watch.see({ period: 0, chances: ahead });
    expect(watch.told).toEqual([]);
  });
});

describe("a favourite that is behind", () => {
  const rule = { id: "fav", kind: "FAVOURITE_BEHIND", favouriteAtLeast: 0.5 };
  const behind = { chances: [0.3, 0.3, 0.4], score: { home: 0, away: 1 } } as const;

  test("is told once each time, and ends when it is level", () => {
    const watch = new Watch(rule);
    watch.see({ period: 0, chances: [0.6, 0.2, 0.2] });
    watch.see({ second: 60 });
    const [alert] = watch.see({ ...behind, second: 120 });
    expect(alert).toMatchObject({ side: "HOME", favourite: { before: 0.6, now: 0.3 } });
    expect(alert?.text).toBe(
      "Crystal Palace 0-1 West Bromwich Albion, 3': Crystal Palace, favourite with 60.0 % before kick-off, is behind and wins with 30.0 % now.",
    );
    watch.see({ ...behind, second: 180 });
    watch.see({ second: 240, score: { home: 1, away: 1 } });
    watch.see({ ...behind, second: 300, score: { home: 1, away: 2 } });
    expect(watch.states).toEqual(["RAISED HOME", "ENDED HOME", "RAISED HOME"]);
  });

  test("is told from the rule's minute on, and no side is a favourite below the rule's chance", () => {
    const watch = new Watch({ ...rule, fromMinute: 60 }, { ...rule, id: "strict", favouriteAtLeast: 0.61 });
    watch.see({ period: 0, chances: [0.6, 0.2, 0.2] });
    watch.see({ ...behind, second: 120 });
    watch.see({ ...behind, period: 2, second: 899 });
    expect(watch.told).toEqual([]);
    watch.see({ ...behind, period: 2, second: 900 });
    expect(watch.told.map(({ ruleId }) => ruleId)).toEqual(["fav"]);
  });

  test("is withdrawn with the goal, also where the rule's minute came after it", () => {
    const watch = new Watch({ ...rule, fromMinute: 3 });
    watch.see({ period: 0, chances: [0.6, 0.2, 0.2] });
    const against = { ...goal, side: "AWAY", second: 120 } as const;
    watch.see({ ...behind, second: 120, cause: against });
    watch.see({ ...behind, second: 180 });
    watch.see({ second: 180, cause: { ...against, revision: 2, status: "CANCELLED" } });
    expect(watch.states).toEqual(["RAISED HOME", "WITHDRAWN HOME"]);
  });

  test("is not known where nothing was told before kick-off, nor in the first minute", () => {
    const watch = new Watch(rule);
    watch.see({ ...behind, second: 1_200, chances: [0.7, 0.2, 0.1] });
    expect(watch.told).toEqual([]);
  });
});

describe("a red card", () => {
  const rule = { id: "red", kind: "RED_CARD" };
  const red = (id: string, player: string) => ({ type: "RED", side: "AWAY", id, player }) as const;

  test("is told once a man, with his name", () => {
    const watch = new Watch(rule);
    watch.see({ second: 60 });
    const [first] = watch.see({ second: 120, men: { home: 11, away: 10 }, cause: red("r1", "C. Brunt") });
    expect(first?.text).toBe(
      "Crystal Palace 0-0 West Bromwich Albion, 3': C. Brunt of West Bromwich Albion was sent off, 10 men are left.",
    );
    watch.see({ second: 180, men: { home: 11, away: 10 } });
    const [second] = watch.see({ second: 240, men: { home: 11, away: 9 }, cause: red("r2", "J. Evans") });
    expect(second).toMatchObject({ side: "AWAY", redCard: { men: 9, player: "J. Evans" } });
    expect(watch.states).toEqual(["RAISED AWAY", "RAISED AWAY"]);
  });

  test("that is taken back withdraws its own alert, whichever came last", () => {
    const watch = new Watch(rule);
    watch.see({ second: 60 });
    watch.see({ second: 120, men: { home: 11, away: 10 }, cause: red("r1", "C. Brunt") });
    watch.see({ second: 240, men: { home: 11, away: 9 }, cause: red("r2", "J. Evans") });
    const cancelled = { ...red("r1", "C. Brunt"), revision: 2, status: "CANCELLED", second: 120 } as const;
    expect(watch.see({ second: 300, men: { home: 11, away: 10 }, cause: cancelled })).toMatchObject([
      { state: "WITHDRAWN", redCard: { player: "C. Brunt" } },
    ]);
    expect(watch.match?.alerts).toMatchObject([{ redCard: { player: "J. Evans" } }]);
  });

  test("that turns out to be the other side's is withdrawn there and raised here", () => {
    const watch = new Watch(rule);
    watch.see({ second: 120, men: { home: 11, away: 10 }, cause: red("r1", "C. Brunt") });
    watch.see({
      second: 180,
      men: { home: 10, away: 11 },
      cause: { ...red("r1", "W. Zaha"), side: "HOME", revision: 2 },
    });
    expect(watch.states).toEqual(["RAISED AWAY", "WITHDRAWN AWAY", "RAISED HOME"]);
  });
});

describe("value", () => {
  const rule = { id: "value", kind: "VALUE", edgeAtLeast: 0.05, markets: ["MATCH_RESULT"] };
  const fair = [1.9, 3.6, 3.6] as const;
  const worth = [2.2, 3.6, 3.6] as const;
  const at = (second: number) => ({ second, chances: favoured });

  function begun(...rules: readonly object[]): Watch {
    const watch = new Watch(...(rules.length > 0 ? rules : [rule]));
    watch.see(at(600));
    return watch;
  }

  test("is told once, with the market's chance beside the model's, and ends below another edge", () => {
    const watch = begun();
    expect(watch.hear(oddsOf(605, fair))).toEqual([]);
    const [alert] = watch.hear(oddsOf(610, worth));
    expect(alert).toMatchObject({
      ...{ kind: "VALUE", side: "HOME", sequence: 1, raisedAt: kickOff + 610_000 },
      value: { provider: "a-book", selection: "home", line: null, price: 2.2, chance: 0.5, low: 0.46, edge: 0.1 },
    });
    expect(alert?.value?.marketChance).toBeCloseTo(0.45, 2);
    expect(alert?.text).toMatch(
      /^Crystal Palace 0-0 West Bromwich Albion, 11': Crystal Palace to win at 2\.20 \(a-book\) is worth \+10\.0 %: the model says 50\.0 %, at least 46\.0 %, the market 45\.\d %\.$/,
    );
    for (const [i, home] of [2.08, 2.12, 2.06].entries()) watch.hear(oddsOf(620 + i, [home, 3.6, 3.6]));
    expect(watch.states).toEqual(["RAISED HOME"]);
    expect(watch.hear(oddsOf(630, [2.04, 3.6, 3.6]))).toMatchObject([{ state: "ENDED", endedBecause: "CEASED" }]);
  });

  test("takes the best price of all books", () => {
    const watch = begun();
    watch.hear(oddsOf(605, fair));
    watch.hear(oddsOf(606, worth, { provider: "b-book" }));
    watch.hear(oddsOf(607, [2.3, 3.6, 3.6], { provider: "c-book" }));
    expect(watch.told).toMatchObject([{ value: { provider: "b-book" } }]);
    // one book ends its price, the other still has value
    expect(watch.hear(oddsOf(608, fair, { provider: "b-book" }))).toEqual([]);
  });

  test("by the low end asks that of the interval, and takes no market without one", () => {
    const low = { ...rule, markets: undefined, byLowEnd: true };
    const watch = begun(low);
    watch.hear(oddsOf(605, worth));
    watch.hear({
      ...oddsOf(606, fair),
      market: "BOTH_TEAMS_TO_SCORE",
      selections: [
        { name: "yes", price: 5 },
        { name: "no", price: 1.2 },
      ],
    });
    expect(watch.told).toEqual([]);
    const [alert] = watch.hear(oddsOf(610, [2.3, 3.6, 3.6]));
    expect(alert?.value).toMatchObject({ edge: 0.058, low: 0.46 });
    expect(alert?.text).toContain("is worth +5.8 % even at the low end: the model says 50.0 %, at least 46.0 %");
  });

  test("is found in goals as well", () => {
    const watch = begun({ ...rule, markets: undefined });
    const selections = [
      { name: "over", price: 1.8 },
      { name: "under", price: 3 },
    ];
    const [alert] = watch.hear({ ...oddsOf(605, fair), market: "OVER_UNDER", line: 1.5, selections });
    expect(alert).toMatchObject({
      side: null,
      value: { market: "OVER_UNDER", line: 1.5, selection: "under", low: null },
    });
    expect(alert?.text).toContain(
      "under 1.5 goals at 3.00 (a-book) is worth +92.0 %: the model says 64.0 %, the market 37.5 %",
    );
  });

  test.each<[string, (watch: Watch) => unknown, string]>([
    ["the match is suspended", (w) => w.see({ ...at(620), suspended: true }), "SUSPENDED"],
    [
      "a tentative event waits",
      (w) => w.see({ ...at(620), suspended: true, cause: { ...goal, status: "TENTATIVE" } }),
      "SUSPENDED",
    ],
    ["the book suspends its market", (w) => w.hear(oddsOf(620, worth, { suspended: true })), "SUSPENDED"],
    ["the book offers no prices", (w) => w.hear(oddsOf(620, worth, { suspended: true, selections: [] })), "CEASED"],
    ["a goal falls", (w) => w.see({ ...at(620), score: { home: 1, away: 0 }, cause: goal }), "SUSPENDED"],
    ["a man is sent off", (w) => w.see({ ...at(620), men: { home: 11, away: 10 } }), "SUSPENDED"],
    ["the price is older than it may be", (w) => w.see(at(671)), "STALE"],
    ["the prediction stands still while the book goes on", (w) => w.hear(oddsOf(691, worth)), "STALE"],
    ["the match is over", (w) => w.see({ ...at(620), phase: "FINISHED" }), "MATCH_OVER"],
    ["the match is called off", (w) => w.see({ ...at(620), phase: "CALLED_OFF", suspended: true }), "MATCH_OVER"],
    ["its rule is taken away", (w) => w.without().see(at(620)), "RULE_GONE"],
  ])("ends at once where %s", (_, happens, because) => {
    const watch = begun();
    watch.hear(oddsOf(610, worth));
    happens(watch);
    expect(watch.told).toMatchObject([{ state: "RAISED" }, { state: "ENDED", endedBecause: because }]);
  });

  test("is none until so long after a goal, and by no price from before play went on", () => {
    const watch = begun({ ...rule, quietSeconds: 90 });
    watch.see({ ...at(620), score: { home: 1, away: 0 }, suspended: true, cause: goal });
    const score = { home: 1, away: 0 };
    watch.hear(oddsOf(619, worth));
    watch.see({ ...at(660), score });
    watch.hear(oddsOf(700, worth));
    expect(watch.told).toEqual([]);
    watch.see({ ...at(709), score });
    expect(watch.told).toEqual([]);
    expect(watch.see({ ...at(710), score })).toMatchObject([{ state: "RAISED" }]);
  });

  test("is none by prices from before the match was last suspended, nor by those of before kick-off", () => {
    const watch = begun({ ...rule, quietSeconds: 0 });
    watch.hear(oddsOf(605, worth, { inPlay: false }));
    watch.hear(oddsOf(612, worth, { provider: "b-book", suspended: true }));
    watch.see({ ...at(615), suspended: true, cause: { type: "YELLOW" } });
    watch.hear(oddsOf(614, worth, { provider: "c-book" }));
    watch.see(at(618));
    expect(watch.told).toEqual([]);
    expect(watch.hear(oddsOf(619, worth))).toMatchObject([{ state: "RAISED" }]);
  });

  test.each([
    ["a book", { type: null, statement: "ODDS", id: "odds" }],
    ["a silence", { type: "SILENCE", id: "silence/7" }],
  ] as const)(
    "is none by prices from before %s suspended the match, though the feed's clock stood lower",
    (_, cause) => {
      const watch = begun({ ...rule, quietSeconds: 0 });
      const suspension = { ...at(600), suspended: true, asOf: kickOff + 630_000, cause };
      watch.see(suspension);
      watch.hear(oddsOf(610, worth));
      watch.see({ ...suspension, suspended: true, asOf: kickOff + 625_000 });
      watch.see({ ...suspension, suspended: false, asOf: kickOff + 640_000 });
      watch.hear(oddsOf(629, worth, { provider: "b-book" }));
      expect(watch.told).toEqual([]);
      expect(watch.hear(oddsOf(641, worth))).toMatchObject([{ state: "RAISED" }]);
    },
  );

  test("is not ended for one book's clock that runs ahead: it counts for its own prices alone", () => {
    const watch = begun();
    watch.hear(oddsOf(610, worth));
    expect(watch.hear(oddsOf(4_000, [3, 3, 3], { provider: "fast-clock" }))).toEqual([]);
  });

  test("ends where the match falls silent; what recommends nothing stays", () => {
    const watch = begun(rule, { id: "red", kind: "RED_CARD" });
    watch.see({ ...at(605), men: { home: 11, away: 10 } });
    watch.see({ ...at(670), men: { home: 11, away: 10 } });
    watch.hear(oddsOf(680, worth));
    const stale = { kind: "VALUE", state: "ENDED", endedBecause: "STALE", endedAt: kickOff + 680_000 };
    expect(watch.wait(10_000, true)).toMatchObject([stale]);
    expect(watch.match?.alerts.map(({ kind }) => kind)).toEqual(["RED_CARD"]);
    // no price counts until something is predicted again
    expect(watch.hear(oddsOf(700, worth))).toEqual([]);
    expect(watch.see({ ...at(671), men: { home: 11, away: 10 } })).toMatchObject([{ kind: "VALUE", state: "RAISED" }]);
  });

  test.each([
    ["a book's word that re-scores the match", { type: null, statement: "ODDS", id: "odds" }],
    ["a silence that somebody noticed", { type: "SILENCE", id: "silence/7" }],
  ] as const)("is not ended by the clock of %s", (_, cause) => {
    const watch = begun();
    watch.hear(oddsOf(610, worth));
    expect(watch.see({ ...at(610), asOf: kickOff + 9_000_000, cause })).toEqual([]);
    expect(watch.see(at(660))).toEqual([]);
    expect(watch.see(at(671))).toMatchObject([{ endedBecause: "STALE", endedAt: kickOff + 671_000 }]);
  });

  test("before kick-off is by prices from before kick-off", () => {
    const watch = new Watch(rule);
    watch.see({ period: 0, chances: favoured, asOf: kickOff - 3_600_000 });
    watch.hear(oddsOf(-1_800, worth));
    expect(watch.told).toEqual([]);
    watch.hear(oddsOf(-1_790, worth, { inPlay: false }));
    expect(watch.states).toEqual(["RAISED HOME"]);
    expect(watch.hear(oddsOf(91, worth, { inPlay: false }))).toMatchObject([{ endedBecause: "STALE" }]);
  });
});

test.each(["PRE_MATCH", "BREAK"] as const)(
  "a price of %s grows old with the time that others tell, whoever else speaks of the match",
  (phase) => {
    const moment = phase === "PRE_MATCH" ? -3_600 : 2_800;
    const told = { phase, period: phase === "PRE_MATCH" ? 0 : 1, second: 2_800, asOf: kickOff + moment * 1000 };
    const price = (provider: string, home: number) =>
      oddsOf(moment, [home, 3, 3], { provider, inPlay: phase === "BREAK" });
    const watch = new Watch({ id: "value", kind: "VALUE", edgeAtLeast: 0.05 });
    watch.see({ ...told, chances: [0.4, 0.3, 0.3] });
    watch.hear(price("dead-book", 2.2));
    watch.now += 71 * 3_600_000;
    watch.hear(price("other-book", 1.5));
    expect(watch.see({ ...told, chances: favoured })).toEqual([]);
    // one that was raised while it was fresh ends, once
    expect(watch.hear(price("dead-book", 2.2))).toMatchObject([{ state: "RAISED" }]);
    expect(watch.wait(60_000)).toEqual([]);
    expect(watch.wait(1)).toMatchObject([{ state: "ENDED", endedBecause: "STALE" }]);
    expect(watch.wait(1)).toEqual([]);
  },
);

describe("all alerts", () => {
  const red = { id: "red", kind: "RED_CARD" };
  const sent = { second: 120, men: { home: 11, away: 10 } };

  test("are only of matches that their rule is for", () => {
    const scopes = [
      { matches: [matchId] },
      { teams: ["club:west-brom"] },
      { competitions: ["ENG-Premier League"] },
      { teams: ["club:arsenal"], matches: [matchId] },
      { teams: ["club:arsenal"] },
      { competitions: ["ITA-Serie A"] },
    ];
    const watch = new Watch(...scopes.map((scope, i) => ({ ...red, id: `r${i}`, scope })));
    watch.see(sent);
    expect(watch.told.map(({ ruleId }) => ruleId)).toEqual(["r0", "r1", "r2", "r3"]);
  });

  test("are so many a rule and match at most, and those of one rule silence no other's", () => {
    const value = (i: number) => ({ id: `v-${i}`, kind: "VALUE", edgeAtLeast: 0.05, quietSeconds: 0 });
    const watch = new Watch(...Array.from({ length: 95 }, (_, i) => value(i)), red);
    watch.see({ second: 0, overUnder: Array.from({ length: 12 }, (_, i) => ({ line: i + 0.5, over: 0.5 })) });
    const line = (second: number, i: number, over: number) => {
      const selections = ["over", "under"].map((name) => ({ name, price: over }));
      return oddsOf(second, [0, 0, 0], { market: "OVER_UNDER", line: i + 0.5, selections });
    };
    const bets = () => watch.match?.alerts.filter(({ kind }) => kind === "VALUE") ?? [];
    for (let i = 0; i < 12; i++) watch.hear(line(1, i, 2.5));
    expect(bets().length).toBeGreaterThanOrEqual(95);
    expect(bets().length).toBeLessThan(betsMax + betsOfRuleMax + 95);
    for (let second = 2; second < 60; second++) watch.hear(line(second, second % 12, second % 24 < 12 ? 1.5 : 2.5));
    const raised = watch.told.filter(({ state }) => state === "RAISED");
    const most = Math.max(...watch.rules.map(({ id }) => raised.filter(({ ruleId }) => ruleId === id).length));
    expect(most).toBe(raisedMax);
    expect(new Set(raised.map(({ id }) => id)).size).toBe(raised.length);
    watch.see({ ...sent, second: 60 });
    expect(watch.told.at(-1)).toMatchObject({ ruleId: "red", state: "RAISED" });
  });

  test("end with the match, once, and none is raised after it", () => {
    const watch = new Watch(red);
    watch.see(sent);
    watch.see({ ...sent, second: 200, phase: "FINISHED" });
    watch.see({ ...sent, second: 200, phase: "FINISHED", men: { home: 10, away: 10 } });
    expect(watch.states).toEqual(["RAISED AWAY", "ENDED AWAY"]);
    expect(watch.told[1]?.endedBecause).toBe("MATCH_OVER");
  });

  test("end where their rule is stated as another kind, and not where only its figures are others that still hold", () => {
    const watch = new Watch({ id: "a", kind: "FAVOURITE_BEHIND", favouriteAtLeast: 0.4 });
    const behind = { score: { home: 0, away: 1 } };
    watch.see({ period: 0 });
    watch.see({ ...behind, second: 60 });
    watch.rules = [readRule({ id: "a", kind: "FAVOURITE_BEHIND", favouriteAtLeast: 0.5 })];
    expect(watch.see({ ...behind, second: 70 })).toEqual([]);
    watch.rules = [readRule({ id: "a", kind: "RED_CARD" })];
    expect(watch.see({ ...behind, second: 80 })).toMatchObject([{ state: "ENDED", endedBecause: "RULE_GONE" }]);
  });

  test("of a rule that is stated while it holds come with the match's next record, but not with a tentative one", () => {
    const watch = new Watch();
    watch.see(sent);
    watch.rules = [readRule(red)];
    watch.see({ ...sent, second: 150, suspended: true, cause: { ...goal, status: "TENTATIVE" } });
    expect(watch.told).toEqual([]);
    expect(watch.see({ ...sent, second: 180 })).toMatchObject([
      { text: expect.stringContaining("West Bromwich Albion had a man sent off, 10 men are left") },
    ]);
  });

  test("go on where the match is predicted anew, also where its first prediction was lost", () => {
    const watch = new Watch(red);
    for (let second = 0; second < 100; second += 10) watch.see({ second });
    watch.seeExactly(predictionOf({ ...sent, sequence: 2 }), 40);
    expect(watch.states).toEqual(["RAISED AWAY"]);
  });

  test("are not told twice by a prediction that comes twice, nor where the match is predicted anew", () => {
    const watch = new Watch(red);
    watch.see({ second: 60 });
    watch.see(sent);
    watch.seeExactly(predictionOf({ ...sent, sequence: 2 }));
    watch.seeExactly(predictionOf({ ...sent, sequence: 2 }), 9);
    watch.seeExactly(predictionOf({ ...sent, sequence: 1 }), 10);
    watch.seeExactly(predictionOf({ ...sent, sequence: 2, second: 130 }), 11);
    watch.seeExactly(predictionOf({ ...sent, sequence: 3, men: { home: 11, away: 11 } }), 8);
    expect(watch.states).toEqual(["RAISED AWAY"]);
    expect(new Set(watch.told.map(({ id }) => id)).size).toBe(1);
  });
});

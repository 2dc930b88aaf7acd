import {
  calibrationBins,
  expectedCalibrationError,
  logLoss,
  type MeanWithInterval,
  meanWithInterval,
  rankedProbabilityScore,
} from "@touchline/scoring";
import type { FloorName } from "./floors.ts";
import { intervalsReport } from "./intervals.ts";
import type { Judged, Said } from "./judged.ts";
import { moments } from "./snapshots.ts";

const floorNames = ["frozen", "average", "odds", "oddsAndReds"] as const satisfies readonly FloorName[];

/** One forecast of a match at one moment, and how the match ended. */
interface Point {
  readonly said: Said;
  readonly outcome: 0 | 1 | 2;
  readonly isOver: boolean;
  readonly bothScored: boolean;
  readonly moment: number;
  readonly unequal: boolean;
}

/** Scores of the model and of every floor on the same matches: means over the moments, each of which has all matches. */
export function reportOf(judged: readonly Judged[]) {
  const floors = floorNames.filter((name) => judged.every(({ floors }) => floors[name] !== undefined));
  const of = (name: FloorName) => pointsOf(judged, (each) => each.floors[name] as readonly Said[]);
  const model = pointsOf(judged, (each) => each.model);
  const after55 = pointsOf(judged, ({ at55 }) => [at55]);
  const challenger = judged.every((each) => each.challenger !== null)
    ? pointsOf(judged, (each) => each.challenger as readonly Said[])
    : null;
  const losses = new Map(floors.map((name) => [name, lossByMatch(of(name), judged.length)]));
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
  const best = floors.toSorted((a, b) => mean(losses.get(a) as Float64Array) - mean(losses.get(b) as Float64Array))[0];
  const own = lossByMatch(model, judged.length);
  const intervals = judged.map((each) => each.intervals);
  const minus = Object.fromEntries(
    floors.map((name) => [name, minusOf(own, losses.get(name) as Float64Array)]),
  ) as Partial<Record<FloorName, MeanWithInterval>>;
  return {
    matches: judged.length,
    model: scoresOf(model),
    /** Counted in no mean. */
    modelAt55: meansOf(after55),
    ...(challenger === null ? {} : challengerScores(challenger, own, judged.length)),
    floors: Object.fromEntries(floors.map((name) => [name, scoresOf(of(name))])),
    bestFloor: best,
    minusBestFloor: minus[best as FloorName],
    minusFloor: minus,
    intervals: intervals.every((each) => each !== null) ? intervalsReport(intervals) : null,
  };
}

/** On the same matches as the model, of which `own` are the losses by match. */
function challengerScores(points: readonly Point[], own: Float64Array, matches: number) {
  return { challenger: scoresOf(points), challengerMinusModel: minusOf(lossByMatch(points, matches), own) };
}

function pointsOf(judged: readonly Judged[], saidBy: (each: Judged) => readonly Said[]): Point[] {
  return judged.flatMap((each) => {
    const { home, away } = each.match.final;
    const outcome = home > away ? 0 : home === away ? 1 : 2;
    return saidBy(each).map((said, moment): Point => {
      const unequal = each.unequal[moment] as boolean;
      return { said, outcome, isOver: home + away > 2, bothScored: home > 0 && away > 0, moment, unequal };
    });
  });
}

/** Mean over a match's moments. */
function lossByMatch(points: readonly Point[], matches: number): Float64Array {
  const losses = new Float64Array(matches);
  points.forEach(({ said, outcome }, at) => {
    const match = Math.floor(at / moments.length);
    losses[match] = (losses[match] as number) + logLoss(said.result, outcome) / moments.length;
  });
  return losses;
}

function minusOf(own: Float64Array, floor: Float64Array): MeanWithInterval {
  return meanWithInterval(own.map((loss, match) => loss - (floor[match] as number)));
}

function scoresOf(points: readonly Point[]) {
  const unequal = points.filter((point) => point.unequal);
  return {
    ...meansOf(points),
    eceFrom80: eceOf(points.filter(({ moment }) => Number(moments[moment]?.name) >= 80)),
    byMinute: Object.fromEntries(
      moments.map(({ name }, at) => [name, meansOf(points.filter(({ moment }) => moment === at))]),
    ),
    manAdvantage: unequal.length === 0 ? null : { forecasts: unequal.length, ...meansOf(unequal) },
  };
}

function meansOf(points: readonly Point[]) {
  const mean = (value: (point: Point) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const two = (chance: (said: Said) => number, happened: (point: Point) => boolean) => ({
    logLoss: mean((point) => logLoss([1 - chance(point.said), chance(point.said)], happened(point) ? 1 : 0)),
    accuracy: mean((point) => (chance(point.said) > 0.5 === happened(point) ? 1 : 0)),
  });
  return {
    logLoss: mean(({ said, outcome }) => logLoss(said.result, outcome)),
    rps: mean(({ said, outcome }) => rankedProbabilityScore(said.result, outcome)),
    ece: eceOf(points),
    accuracy: mean(({ said, outcome }) => (said.result.indexOf(Math.max(...said.result)) === outcome ? 1 : 0)),
    overUnder: two(
      ({ over }) => over,
      ({ isOver }) => isOver,
    ),
    bothScore: two(
      ({ bothScore }) => bothScore,
      ({ bothScored }) => bothScored,
    ),
  };
}

/** Over the chances of all three results together, in ten bins. */
function eceOf(points: readonly Point[]): number {
  const chances = Float64Array.from(points.flatMap(({ said }) => said.result));
  const happened = Uint8Array.from(points.flatMap(({ outcome }) => [0, 1, 2].map((k) => (k === outcome ? 1 : 0))));
  return expectedCalibrationError(calibrationBins(chances, happened));
}

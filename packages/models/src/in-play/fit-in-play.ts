import type { PerSide } from "@touchline/schemas";
import { partsOfMatch } from "../match-time.ts";
import { type EffectName, effectNames, type InPlayParameters, pseudoGoals, pseudoShots } from "./parameters.ts";
import type { Happening, PlayedMatch } from "./played-match.ts";
import { poissonRegression } from "./poisson-regression.ts";

/** What was learnt, and how well it fits. */
export interface InPlayFit extends InPlayParameters {
  readonly fit: {
    readonly matches: number;
    readonly goals: number;
    readonly logLikelihood: number;
    /** Log of each part's share, standard errors. */
    readonly partErrors: readonly number[];
  };
}

/** A half is cut into minutes, and its stoppage is one segment, for its length is not always told. */
const minutesOfHalf = 45;
const minutesOfQuarter = 15;
const lateMinute = 30;
/** Minutes that begin within so many after a goal's own are the lull. */
const lullMinutes = 3;

/**
 * Learns from matches what rates of goals depend on: maximum likelihood of a Poisson process whose rate changes with the minute, the
 * score, the men, and what has been shot. The goals expected before the match are its base, with an exponent of 1.
 */
export function fitInPlay(matches: readonly PlayedMatch[]): InPlayFit {
  const shots = fitShots(matches.filter(({ tellsShots }) => tellsShots));
  const size = partsOfMatch + effectNames.length;
  const start = Array.from({ length: size }, (_, i) => (i < partsOfMatch ? -2 : 0));
  let goals = 0;
  const { values, errors, logLikelihood } = poissonRegression((emit) => {
    goals = 0;
    for (const match of matches) {
      walk(match, shots, (row, side, scored, offset) => {
        goals += scored;
        emit(row, scored, offset + Math.log(match.belief[side]));
      });
    }
  }, start);
  const effects = effectNames.map((name, i) => {
    const at = partsOfMatch + i;
    return [name, { value: values[at] as number, error: errors[at] as number }];
  });
  return {
    parts: Array.from(values.subarray(0, partsOfMatch), Math.exp),
    effects: Object.fromEntries(effects) as Record<EffectName, { value: number; error: number }>,
    shots,
    fit: {
      ...{ matches: matches.length, goals, logLikelihood },
      partErrors: Array.from(errors.subarray(0, partsOfMatch)),
    },
  };
}

/** Shots of a side by who tells them and by goals expected; when they fall, from those who tell the halves apart. */
function fitShots(matches: readonly PlayedMatch[]): InPlayParameters["shots"] {
  const providers = [...new Set(matches.map(({ provider }) => provider))].sort();
  const row = new Float64Array(providers.length + 2);
  const { values } = poissonRegression(
    (emit) => {
      for (const { provider, belief, happenings } of matches) {
        for (const side of ["home", "away"] as const) {
          row.fill(0);
          row[providers.indexOf(provider)] = 1;
          row[providers.length] = Math.log(belief[side]);
          row[providers.length + 1] = Math.log(belief[side === "home" ? "away" : "home"]);
          emit(row, happenings.filter(({ kind, side: of }) => kind === "shot" && of === side).length, 0);
        }
      }
    },
    [...providers.map(() => 2.4), 0.5, 0],
  );
  const parts = new Array<number>(partsOfMatch).fill(0);
  let all = 0;
  const exact = matches.filter(({ tellsHalves }) => tellsHalves);
  for (const { happenings } of exact.length > 0 ? exact : matches) {
    for (const happening of happenings) {
      if (happening.kind !== "shot") continue;
      const part = partOf(happening.period, Math.floor(happening.second / 60));
      parts[part] = (parts[part] as number) + 1;
      all++;
    }
  }
  const level = Object.fromEntries(providers.map((provider, i) => [provider, Math.exp(values[i] as number)]));
  const [own, other] = values.subarray(providers.length) as unknown as [number, number];
  return { level, own, other, parts: parts.map((count) => count / all) };
}

function partOf(period: 1 | 2, minute: number): number {
  return 4 * (period - 1) + Math.min(3, Math.floor(minute / minutesOfQuarter));
}

type Segment = (row: Float64Array, side: keyof PerSide, goals: number, offset: number) => void;

interface SoFar {
  goals: number;
  men: number;
  shots: number;
  expectedGoals: number;
}

/** Goes through a match minute by minute: what each side's rate depends on as the minute begins, and the goals in it. */
function walk(match: PlayedMatch, shots: InPlayParameters["shots"], segment: Segment): void {
  const row = new Float64Array(partsOfMatch + effectNames.length);
  const sides = { home: sideAtStart(), away: sideAtStart() };
  const level = shots.level[match.provider] ?? 0;
  const { home: λ, away: μ } = match.belief;
  const inAll = {
    home: level * λ ** shots.own * μ ** shots.other,
    away: level * μ ** shots.own * λ ** shots.other,
  };
  let next = 0;
  let played = 0;
  for (const period of [1, 2] as const) {
    let sinceGoal = Number.POSITIVE_INFINITY;
    for (let minute = 0; minute <= minutesOfHalf; minute++) {
      const part = partOf(period, minute);
      const inPart = minute === minutesOfHalf ? 1 : minutesOfQuarter;
      const from = next;
      const scored = { home: 0, away: 0 };
      for (; next < match.happenings.length; next++) {
        const { period: of, second, kind, side } = match.happenings[next] as Happening;
        if (of !== period || (minute < minutesOfHalf && second >= 60 * (minute + 1))) break;
        if (kind === "goal") scored[side]++;
      }
      for (const side of ["home", "away"] as const) {
        row.fill(0);
        row[part] = 1;
        const other = side === "home" ? "away" : "home";
        writeEffects(row, match, sides[side], sides[other], {
          late: period === 2 && minute >= lateMinute,
          lull: sinceGoal <= lullMinutes,
          played,
          ...{ shotsBefore: inAll[side] * played, othersBefore: inAll[other] * played },
          ...{ goalsBefore: match.belief[side] * played, othersGoals: match.belief[other] * played },
        });
        segment(row, side, scored[side], -Math.log(inPart));
      }
      for (let at = from; at < next; at++) apply(match.happenings[at] as Happening, sides);
      sinceGoal = scored.home + scored.away > 0 ? 1 : sinceGoal + 1;
      played += (shots.parts[part] as number) / inPart;
    }
  }
}

interface Moment {
  readonly late: boolean;
  readonly lull: boolean;
  readonly played: number;
  readonly shotsBefore: number;
  readonly othersBefore: number;
  readonly goalsBefore: number;
  readonly othersGoals: number;
}

/** In the order of `effectNames`. */
function writeEffects(row: Float64Array, match: PlayedMatch, own: SoFar, other: SoFar, moment: Moment): void {
  const put = (name: EffectName, value: number) => {
    row[partsOfMatch + effectNames.indexOf(name)] = value;
  };
  const lead = own.goals - other.goals;
  if (lead < 0) row[partsOfMatch + Math.min(3, -lead) - 1] = 1;
  if (lead > 0) row[partsOfMatch + 2 + Math.min(3, lead)] = 1;
  if (lead === -1 && moment.late) put("behindBy1Late", 1);
  if (match.tellsDismissals) {
    put("manMore", Math.max(0, own.men - other.men));
    put("manLess", Math.max(0, other.men - own.men));
  }
  if (moment.lull) put("afterGoal", 1);
  if (!match.tellsShots || own.shots + other.shots === 0) return;
  put("ownShots", Math.log((pseudoShots + own.shots) / (pseudoShots + moment.shotsBefore)));
  put("otherShots", Math.log((pseudoShots + other.shots) / (pseudoShots + moment.othersBefore)));
  put("ownExpectedGoals", Math.log((pseudoGoals + own.expectedGoals) / (pseudoGoals + moment.goalsBefore)));
  put("otherExpectedGoals", Math.log((pseudoGoals + other.expectedGoals) / (pseudoGoals + moment.othersGoals)));
}

function apply({ kind, side, expectedGoals }: Happening, sides: { home: SoFar; away: SoFar }): void {
  const own = sides[side];
  if (kind === "goal") own.goals++;
  else if (kind === "dismissal") own.men--;
  else {
    own.shots++;
    own.expectedGoals += expectedGoals;
  }
}

function sideAtStart(): SoFar {
  return { goals: 0, men: 11, shots: 0, expectedGoals: 0 };
}

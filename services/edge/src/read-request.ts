import type { FixtureRequest, MatchRequest, PredictionRequest } from "@touchline/client";
import { EdgeError } from "./errors.ts";

const textMax = 200;
/** Moments that a date can tell, ms since the epoch. */
const timeMax = 8.64e15;
const halfDayMs = 43_200_000;
const oddsVariants = ["none", "past", "match"];

/** A match by its teams, its times in ms since the epoch. */
export type ReadFixture = Omit<FixtureRequest, "date" | "asOf"> & {
  readonly kickOff: number;
  readonly asOf?: number | undefined;
};

/** What is asked of one match. Throws an `EdgeError` REQUEST_INVALID that says what is wrong with it. */
export function readRequest(request: unknown): MatchRequest | ReadFixture {
  if (typeof request !== "object" || request === null || Array.isArray(request)) {
    throw invalid("expected an object: { matchId } or { home, away, date }");
  }
  const { matchId, home, away, date, competition, neutral, asOf, model, odds, scoreGrid, ...others } =
    request as Partial<FixtureRequest & MatchRequest>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw invalid(`${unknown.slice(0, textMax)}: there is no such member; see /v1/openapi.json`);
  const shown = { scoreGrid: flag("scoreGrid", scoreGrid) };
  if (matchId !== undefined) {
    if ([home, away, date, competition, neutral, asOf, model, odds].some((member) => member !== undefined)) {
      throw invalid("matchId: a match by its id has the latest prediction there is; leave all but scoreGrid out");
    }
    return { matchId: text("matchId", matchId), ...shown };
  }
  if (odds !== undefined && !oddsVariants.includes(odds)) throw invalid("odds: expected none, past or match");
  return {
    home: text("home", home),
    away: text("away", away),
    kickOff: time("date", date),
    neutral: flag("neutral", neutral),
    ...(competition !== undefined && { competition: text("competition", competition) }),
    ...(asOf !== undefined && { asOf: time("asOf", asOf) }),
    ...(model !== undefined && { model: text("model", model) }),
    ...(odds !== undefined && { odds }),
    ...shown,
  };
}

export function isOfMatch(request: MatchRequest | ReadFixture): request is MatchRequest {
  return "matchId" in request;
}

function text(name: keyof FixtureRequest | "matchId", value: unknown): string {
  if (typeof value === "string" && value.trim() !== "" && value.length <= textMax) return value.trim();
  throw invalid(`${name}: expected a text of up to ${textMax} letters`);
}

function flag(name: keyof PredictionRequest | "neutral", value: unknown): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw invalid(`${name}: expected true or false`);
}

/** Noon UTC where only the day is told, as history has it. */
export function time(name: string, value: unknown): number {
  const isDay = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  const ms =
    typeof value === "number"
      ? value
      : typeof value === "string" && /^\d{4}-/.test(value)
        ? Date.parse(value)
        : Number.NaN;
  if (Number.isInteger(ms) && Math.abs(ms) <= timeMax - halfDayMs) return isDay ? ms + halfDayMs : ms;
  throw invalid(`${name}: expected a day (2026-11-28), an ISO time, or ms since the epoch`);
}

const invalid = (message: string): EdgeError => new EdgeError("REQUEST_INVALID", `${message}.`);

import type { Player, Position, Score, ShotOutcome, Side, Situation } from "@touchline/schemas";

/** Values as a timeline file writes them. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of a file; every member is checked where it is read
export type Json = any;

export function playerOf(json: Json): Player {
  const id = textOf(json?.id);
  return { id, name: textOf(json?.name) ?? id ?? "unknown", position: positions[String(json?.pos)] ?? null };
}

export function scoreOf(json: Json): Score | null {
  const [home, away] = listOf(json);
  return isGoals(home) && isGoals(away) ? { home, away } : null;
}

/** No match has had more than 149; a figure far beyond is no score. */
const isGoals = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 200;
export const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
export const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : []);
export const sideOf = (value: unknown): Side | null => (value === "home" ? "HOME" : value === "away" ? "AWAY" : null);

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : isNumber(value) ? String(value) : null;
}

const positions: Readonly<Record<string, Position>> = {
  GKP: "GOALKEEPER",
  DEF: "DEFENDER",
  MID: "MIDFIELDER",
  FWD: "FORWARD",
};
export const outcomes: Readonly<Record<string, ShotOutcome>> = {
  goal: "GOAL",
  on: "ON_TARGET",
  off: "OFF_TARGET",
  blocked: "BLOCKED",
};
export const situations: Readonly<Record<string, Situation>> = {
  open: "OPEN_PLAY",
  freekick: "FREE_KICK",
  corner: "CORNER",
  penalty: "PENALTY",
};

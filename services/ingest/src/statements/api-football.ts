import { type Refusal, refusal } from "@touchline/football";
import type { Availability, Player } from "@touchline/schemas";
import { answerIn, type Converted, type Form, type FormContext } from "./form.ts";
import type { FiledRecord } from "./statement-line.ts";

const provider = "api-football";
const hourMs = 3_600_000;
/** A match is over by then, ms after kick-off: what was said of it says nothing of the next. */
const overAfterMs = 3 * hourMs;

/**
 * API-Football's `injuries` (version 3). A line tells of one match: after it the player is expected back, so for later matches he is
 * doubtful until something else is said. The answer has no time of its own.
 */
export const apiFootballInjuries: Form = {
  about: "API-Football's injuries (JSON, version 3)",
  needsMatch: false,
  read: (text, context) => eachOf(text, "injuries", (line) => absenceOf(line, context)),
};

/** API-Football's `fixtures/lineups` (version 3) of one match: the home side comes first. */
export const apiFootballLineUps: Form = {
  about: "API-Football's line-ups of a match (JSON, version 3)",
  needsMatch: true,
  read: (text, context) => eachOf(text, "fixtures/lineups", (line, index) => lineUpOf(line, index, context)),
};

// biome-ignore lint/suspicious/noExplicitAny: a foreign answer; every member is checked where it is read
type Line = any;

function eachOf(text: string, endpoint: string, read: (line: Line, index: number) => FiledRecord | Refusal): Converted {
  const answer = answerIn(text);
  if (answer?.get !== endpoint || !Array.isArray(answer.response)) {
    const why = refusal("STATEMENT_INVALID", `it is no answer of API-Football to ${endpoint}`);
    return { records: [], refused: [{ ...why, where: "the answer" }] };
  }
  const records: FiledRecord[] = [];
  const refused: Converted["refused"][number][] = [];
  for (const [index, line] of answer.response.entries()) {
    const found = read(line, index);
    if ("code" in found) refused.push({ ...found, where: `response ${index + 1}` });
    else records.push(found);
  }
  return { records, refused };
}

function absenceOf({ player, team, fixture }: Line, { teams, at }: FormContext): FiledRecord | Refusal {
  const found = teams.find(provider, String(team?.name));
  if (found === undefined) return refusal("UNKNOWN_TEAM", `no team is known as "${team?.name}" of ${provider}`);
  const kickOff = Number(fixture?.timestamp) * 1_000;
  if (!Number.isFinite(kickOff) || player?.id === undefined) {
    return refusal("STATEMENT_INVALID", `a line without player or fixture: ${player?.name}`);
  }
  const state = stateOf(player.type, String(player.reason));
  if (state === undefined) return refusal("STATEMENT_INVALID", `${player.name} is of type ${player.type}`);
  const reason = typeof player.reason === "string" && player.reason !== "" ? player.reason : null;
  const value: Availability = {
    provider,
    teamId: found.id,
    revision: Math.floor(at / 1_000),
    player: { id: String(player.id), name: String(player.name ?? player.id), position: null },
    state,
    reason,
    expectedReturn: kickOff + overAfterMs,
    providerTime: at,
  };
  return { schema: "Availability", value };
}

function stateOf(type: unknown, reason: string): Availability["state"] | undefined {
  if (type === "Questionable") return "DOUBTFUL";
  if (type !== "Missing Fixture") return undefined;
  return /suspen|red card|yellow cards/i.test(reason) ? "SUSPENDED" : "OUT";
}

const positions: Readonly<Record<string, Player["position"]>> = {
  G: "GOALKEEPER",
  D: "DEFENDER",
  M: "MIDFIELDER",
  F: "FORWARD",
};

function lineUpOf(
  { team, formation, startXI, substitutes }: Line,
  index: number,
  context: FormContext,
): FiledRecord | Refusal {
  const { match, at } = context;
  if (match === undefined || index > 1 || !Array.isArray(startXI) || !Array.isArray(substitutes)) {
    return refusal("STATEMENT_INVALID", `the line-up of ${team?.name} is not one of a match's two`);
  }
  const playersOf = (lines: readonly Line[]): Player[] =>
    lines.map(({ player }) => ({
      id: player?.id === undefined || player.id === null ? null : String(player.id),
      name: String(player?.name ?? player?.id ?? "unknown"),
      position: positions[String(player?.pos)] ?? null,
    }));
  return {
    schema: "LineUp",
    value: {
      provider,
      matchId: match.matchId,
      revision: Math.floor(at / 1_000),
      side: index === 0 ? "HOME" : "AWAY",
      announced: true,
      formation: typeof formation === "string" && formation !== "" ? formation : null,
      starting: playersOf(startXI),
      bench: playersOf(substitutes),
      providerTime: at,
    },
  };
}

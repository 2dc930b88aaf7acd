/**
 * JSON schemas of what the API takes and gives: they check requests, serialise answers (a member that is not here is
 * not sent) and become the OpenAPI document.
 */
const text = { type: "string" } as const;
const integer = { type: "integer" } as const;
const number = { type: "number" } as const;
const boolean = { type: "boolean" } as const;
const timestamp = { type: "number", description: "ms since the epoch" } as const;
const probability = { type: "number", minimum: 0, maximum: 1 } as const;

const object = <P extends Record<string, object>>(properties: P, extra: object = {}) => ({
  type: "object",
  required: Object.keys(properties),
  properties,
  ...extra,
});

const side = { type: "string", enum: ["HOME", "AWAY"] } as const;
const nullable = (schema: object) => ({ ...schema, nullable: true });
export const phase = { type: "string", enum: ["PRE_MATCH", "LIVE", "BREAK", "FINISHED", "CALLED_OFF"] } as const;

const team = object({ id: text, name: text });
const perSide = object({ home: number, away: number });
const threeWay = object({ home: number, draw: number, away: number });

const cause = object(
  {
    record: { type: "string", enum: ["FIXTURE", "LINE_UP", "EVENT"] },
    correlationId: text,
    id: text,
    revision: integer,
    status: { type: "string", enum: ["TENTATIVE", "CONFIRMED", "CANCELLED"] },
    type: nullable(text),
    side: nullable(side),
    player: nullable(text),
    period: integer,
    second: number,
  },
  { description: "The input that led to a prediction." },
);

const point = {
  sequence: integer,
  modelId: text,
  phase,
  period: integer,
  second: { type: "number", description: "seconds in the period" },
  score: perSide,
  men: perSide,
  expectedGoals: perSide,
  suspended: boolean,
  matchResult: threeWay,
  cause,
  change: nullable(threeWay),
  asOf: timestamp,
  publishedAt: timestamp,
  token: { type: "string", description: "place in the log: <partition>:<offset>" },
};

const match = {
  matchId: text,
  ...point,
  shootOut: nullable(perSide),
  competition: text,
  season: text,
  kickOff: timestamp,
  homeTeam: team,
  awayTeam: team,
  overUnder: { type: "array", items: object({ line: number, over: probability }) },
  bothTeamsToScore: probability,
  nextGoal: object({ home: probability, none: probability, away: probability }),
  remainingGoals: perSide,
  scoreGrid: object({
    home: integer,
    away: integer,
    size: integer,
    probabilities: { type: "array", items: probability },
    beyond: probability,
  }),
};

export const matchSchema = object(match, { description: "What is expected of a match now, and why." });
export const matchesSchema = object({ matches: { type: "array", items: matchSchema } });
export const predictionsSchema = object({ matchId: text, predictions: { type: "array", items: object(point) } });
export const feedsSchema = object({
  feeds: {
    type: "array",
    items: object({
      provider: text,
      state: { type: "string", enum: ["UP", "DELAYED", "DOWN", "RECOVERING", "FINISHED", "UNKNOWN"] },
      detail: nullable(text),
      lastMessageAt: nullable(timestamp),
      since: { ...timestamp, description: "since when it is in this state, ms since the epoch by the edge's clock" },
      behind: {
        type: "array",
        description: "matches whose prediction stands still though the feed has told more, and since when",
        items: object({ matchId: text, since: timestamp }),
      },
    }),
  },
});
export const errorSchema = object({ code: text, message: text }, { description: "A refusal; docs/errors-edge.md." });

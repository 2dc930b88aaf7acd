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
    statement: {
      ...nullable({ type: "string", enum: ["OTHER", "ODDS", "AVAILABILITY", "NEWS", "WEATHER"] }),
      description: "what was said of the match or of one of its teams, where that is what led to it",
    },
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
  interval: nullable(
    object({ low: threeWay, high: threeWay }, { description: "95 % intervals of the result's chances" }),
  ),
  cause,
  change: nullable(threeWay),
  changeParts: {
    type: "array",
    description: "what each thing that changed did to the result's chances",
    items: object({
      of: { type: "string", enum: ["OTHER", "PRE_MATCH", "CLOCK", "CHANCES", "MEN", "SCORE"] },
      ...{ home: number, draw: number, away: number },
    }),
  },
  asOf: timestamp,
  publishedAt: timestamp,
  token: { type: "string", description: "place in the log: <partition>:<offset>" },
};

const markets = {
  matchResult: threeWay,
  interval: point.interval,
  doubleChance: nullable(object({ homeOrDraw: probability, homeOrAway: probability, drawOrAway: probability })),
  handicaps: {
    type: "array",
    description: "the result with goals given to the home side",
    items: object({ line: number, home: probability, push: probability, away: probability }),
  },
  cleanSheet: nullable(perSide),
  nextGoalBy: {
    type: "array",
    description: "chance that the next goal has come by the end of a quarter of an hour",
    items: object({ minute: integer, chance: probability }),
  },
  toQualify: nullable(perSide),
  overUnder: { type: "array", items: object({ line: number, over: probability }) },
  bothTeamsToScore: probability,
  nextGoal: object({ home: probability, none: probability, away: probability }),
  remainingGoals: { ...perSide, description: "goals expected until the end of the 90 minutes" },
};

const scoreGrid = object({
  home: integer,
  away: integer,
  size: integer,
  probabilities: { type: "array", items: probability },
  beyond: probability,
});

const match = {
  matchId: text,
  ...point,
  modelHash: { type: "string", description: "SHA-256 of the model's id and parameters; empty where it is not known" },
  shootOut: nullable(perSide),
  competition: text,
  season: text,
  kickOff: timestamp,
  homeTeam: team,
  awayTeam: team,
  ...markets,
  scoreGrid,
};

export const matchSchema = object(match, { description: "What is expected of a match now, and why." });
export const matchesSchema = object({ matches: { type: "array", items: matchSchema } });
export const predictionsSchema = object({ matchId: text, predictions: { type: "array", items: object(point) } });
export const replaySchema = object({
  matchId: text,
  image: matchSchema,
  deltas: {
    type: "array",
    description:
      "of each prediction that followed: the members that had changed, each whole, to be assigned over what was",
    items: object({ sequence: integer, set: { type: "object", properties: match } }),
  },
});
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
export const modelSchema = object(
  {
    id: text,
    hash: { type: "string", description: "SHA-256 of the id and all parameters" },
    stage: { type: "string", enum: ["live", "canary", "shadow", "candidate", "retired"] },
    share: { ...probability, description: "share of the matches for which it answers" },
    since: nullable({
      ...timestamp,
      description: "since when it stands there, ms since the epoch; null from the start",
    }),
    by: nullable(text),
    why: nullable(text),
    predictions: { type: "integer", description: "published predictions of it in the log that the edge has read" },
    card: object({
      about: text,
      odds: { type: "string", description: "odds that it looks at: none, past or match" },
      dataHash: { type: "string", description: "SHA-256 of what it was trained on; empty where it was not" },
      trainedUntil: nullable({ type: "integer", description: "last season it was trained on, by its first year" }),
      metrics: { type: "array", items: object({ name: text, value: number }) },
    }),
  },
  { description: "A model, and where it stands; docs/life-of-a-model.md tells the stages." },
);
export const modelsSchema = object({ models: { type: "array", items: modelSchema } });
export const matchParam = { type: "string", maxLength: 100, description: "e.g. wyscout:2500090" } as const;

const moment = {
  oneOf: [text, number],
  description: "day (2026-11-28, taken as noon UTC), ISO time, or ms since the epoch",
};
const requestText = { type: "string", minLength: 1, maxLength: 200 } as const;
const scoreGridWanted = {
  type: "boolean",
  default: false,
  description: "whether the chances of each score come along",
};

const matchRequest = {
  type: "object",
  required: ["matchId"],
  additionalProperties: false,
  description: "The latest prediction of a match that is known.",
  properties: { matchId: matchParam, scoreGrid: scoreGridWanted },
};

const fixtureRequest = {
  type: "object",
  required: ["home", "away", "date"],
  additionalProperties: false,
  description: "A prediction of any match of two teams, announced or not, before its kick-off.",
  properties: {
    home: { ...requestText, description: "id, e.g. club:arsenal, or any name; nothing is guessed" },
    away: requestText,
    date: moment,
    competition: {
      ...requestText,
      description: "id or name; the one that both play in if left out, and for nations a friendly",
    },
    neutral: { type: "boolean", default: false, description: "true where nobody is at home" },
    asOf: { ...moment, description: "only what was known then counts; all that is known before the match if left out" },
    model: { ...requestText, description: "id of the model; the one that is live if left out" },
    odds: { type: "string", enum: ["none", "past", "match"], description: "which odds the model may have seen" },
    scoreGrid: scoreGridWanted,
  },
};

const predictionRequest = { oneOf: [matchRequest, fixtureRequest] };
export const predictionRequestsSchema = {
  oneOf: [...predictionRequest.oneOf, { type: "array", items: predictionRequest, minItems: 1, maxItems: 500 }],
};

const requestedPrediction = object(
  {
    matchId: { ...nullable(text), description: "null of a match that was asked about by its teams" },
    competition: text,
    season: text,
    kickOff: timestamp,
    homeTeam: team,
    awayTeam: team,
    neutral: nullable(boolean),
    phase,
    period: integer,
    second: number,
    score: perSide,
    suspended: boolean,
    ...markets,
    scoreGrid: nullable(scoreGrid),
    modelId: text,
    modelHash: text,
    asOf: { ...timestamp, description: "what was known then is in it, ms since the epoch" },
    lineage: object(
      {
        token: {
          ...nullable(text),
          description: "of a match's prediction: /v1/matches/{matchId}/predictions/{token}/lineage tells the rest",
        },
        vector: nullable(
          object({
            manifest: { type: "string", description: "hash of the manifest that says what each number means" },
            hash: { type: "string", description: "SHA-256 of the vector's numbers as little-endian doubles" },
            complete: { type: "boolean", description: "false where results that count were not all known" },
            reading: { type: "integer", description: "index among `readings`" },
          }),
        ),
      },
      { description: "what it can be made again from" },
    ),
  },
  { nullable: true },
);

export const predictionAnswersSchema = object({
  predictions: {
    type: "array",
    description: "in the order of the requests; one of the two members is null",
    items: object({
      prediction: requestedPrediction,
      error: object(
        {
          code: { type: "string", description: "docs/errors-edge.md" },
          message: text,
          candidates: { type: "array", items: text, description: "ids that may be meant, the likeliest first" },
        },
        { nullable: true },
      ),
    }),
  },
  readings: {
    type: "array",
    description:
      "how far topics had been read: below these offsets, by topic and partition; of a compacted topic the last of each key",
    items: { type: "object", additionalProperties: { type: "array", items: integer } },
  },
});

const score = nullable(object({ home: integer, away: integer }));
const sideState = object({
  goals: integer,
  yellowCards: integer,
  redCards: integer,
  men: integer,
  substitutions: integer,
  shots: integer,
  shotsOnTarget: integer,
  expectedGoals: number,
  lineUpKnown: boolean,
  recentShots: number,
  recentExpectedGoals: number,
});

export const featuresSchema = object(
  {
    matchId: text,
    asOf: timestamp,
    manifest: {
      type: "string",
      description: "hash of the manifest that says what each feature means; docs/features.md",
    },
    manifestVersion: integer,
    featuresAsOf: { type: "number", description: "asOf or the kick-off, whichever is earlier, ms since the epoch" },
    complete: { type: "boolean", description: "false where results that count are not all known" },
    features: { type: "object", additionalProperties: number, description: "by name, in the manifest's order" },
    fixture: object(
      {
        provider: text,
        matchId: text,
        revision: integer,
        status: text,
        competition: text,
        season: text,
        round: nullable(integer),
        kickOff: timestamp,
        home: team,
        away: team,
        neutral: boolean,
        knockout: boolean,
        venue: nullable(text),
        referee: nullable(text),
        providerTime: timestamp,
      },
      { description: "the fixture as it was told by then" },
    ),
    state: object(
      {
        phase,
        period: integer,
        second: number,
        stoppage: nullable(number),
        endedPeriod: integer,
        tentative: integer,
        home: sideState,
        away: sideState,
        halfTime: score,
        fullTime: score,
        shootOut: score,
      },
      { description: "the match in play, from what the provider had said by then" },
    ),
    task: { type: "integer", description: "partition of match.events that the answer was folded from ..." },
    positions: { type: "object", additionalProperties: text, description: "... up to this offset, by topic" },
  },
  { description: "What was known of a match at a moment." },
);

const place = { topic: text, partition: integer, offset: integer };

const reading = {
  revision: { type: "integer", description: "revision of the features that it was first used for" },
  complete: { type: "boolean", description: "false where results that count were not all known" },
  readTo: {
    type: "array",
    items: object(place),
    description: "what stood below these offsets had been read; of a compacted topic the last of each key",
  },
} as const;

export const lineageSchema = object(
  {
    matchId: text,
    prediction: object({ ...place, sequence: integer }),
    features: object({ revision: integer, place: nullable(object(place)) }),
    model: object({ id: text, hash: { type: "string", description: "SHA-256 of the model's id and parameters" } }),
    form: nullable(object(reading, { description: "what was read of history for both sides' form" })),
    preMatch: nullable(
      object(
        { ...reading, manifest: { type: "string", description: "hash of the manifest that the vector goes by" } },
        { description: "what was read for the vector of what was known before kick-off" },
      ),
    ),
    inputs: {
      type: "array",
      description: "every input that was accepted by then, in order",
      items: object({
        ...place,
        id: { type: "string", description: "which statement of the match, e.g. event:wyscout/254" },
        version: { type: "integer", description: "its revision by its provider" },
        revision: { type: "integer", description: "first revision of the features that it is in" },
        superseded: { type: "boolean", description: "true where a later version of the statement is among them" },
      }),
    },
  },
  { description: "Where a prediction comes from." },
);

const resultView = object({
  id: { type: "string", description: "day and both ids" },
  at: { ...timestamp, description: "noon of its day, ms since the epoch" },
  competition: text,
  season: text,
  home: team,
  away: team,
  neutral: boolean,
  score: object({ home: integer, away: integer }),
});

export const teamsSchema = object({
  teams: {
    type: "array",
    items: object({
      id: text,
      name: text,
      competition: { type: "string", description: "where it played last" },
      lastPlayed: timestamp,
      matches: { type: "integer", description: "results that name it" },
    }),
  },
});

const strength = object({ value: number, low: number, high: number });

export const teamSchema = object(
  {
    team,
    competition: { type: "string", description: "where it played last" },
    season: text,
    matches: integer,
    filter: { type: "string", description: "which filter of strengths; docs/models.md" },
    intervalLevel: { type: "number", description: "chance that a strength lies from low to high" },
    strengths: {
      type: "array",
      description:
        "after each match, or the last of each month: logarithms of factors on goals beside the league's level, the more the better",
      items: object({
        at: { ...timestamp, description: "noon of the match's day, ms since the epoch" },
        competition: text,
        season: text,
        attack: strength,
        defence: strength,
        elo: number,
        pi: perSide,
      }),
    },
    form: {
      type: "array",
      description: "its last 5, 10 and 20 matches, in all, at home and away",
      items: object({
        last: integer,
        venue: { type: "string", enum: ["ALL", "HOME", "AWAY"] },
        matches: integer,
        points: integer,
        goalsFor: integer,
        goalsAgainst: integer,
      }),
    },
    recent: { type: "array", description: "its last matches, the latest first", items: resultView },
  },
  { description: "How strong a team was over time, its form and its last matches." },
);

export const leagueTableSchema = object(
  {
    competition: text,
    season: text,
    asOf: { ...timestamp, description: "matches before its day count, ms since the epoch" },
    modelId: text,
    modelHash: text,
    seasons: { type: "integer", description: "how often the rest was played out" },
    seed: integer,
    left: { type: "integer", description: "matches that are left" },
    expectedDraws: { type: "number", description: "draws of the whole season" },
    teams: {
      type: "array",
      description: "as the table stands now; lots part those that nothing else does",
      items: object({
        team,
        played: integer,
        points: integer,
        goalDifference: integer,
        goals: integer,
        expectedPoints: { type: "number", description: "in the end" },
        lowPoints: { type: "integer", description: "90 % of the ends lie from here ..." },
        highPoints: { type: "integer", description: "... to here" },
        title: probability,
        topFour: probability,
        relegationPlayOff: probability,
        relegation: probability,
        ranks: { type: "array", items: probability, description: "chance of each rank, the first one first" },
      }),
    },
  },
  { description: "A league's table, and how it may end." },
);

const alert = object(
  {
    id: text,
    ruleId: text,
    matchId: text,
    kind: { type: "string", enum: ["SWING", "FAVOURITE_BEHIND", "RED_CARD", "VALUE"] },
    state: { type: "string", enum: ["RAISED", "ENDED", "WITHDRAWN"] },
    side: nullable(side),
    text: { type: "string", description: "one English sentence with the figures" },
    sequence: { type: "integer", description: "of the prediction that raised it" },
    period: integer,
    second: { type: "number", description: "seconds in the period" },
    raisedAt: { ...timestamp, description: "provider's clock, ms since the epoch" },
    endedAt: nullable(timestamp),
    endedBecause: nullable({
      type: "string",
      enum: ["CEASED", "SUSPENDED", "STALE", "TAKEN_BACK", "RULE_GONE", "MATCH_OVER"],
    }),
  },
  { description: "What a rule found in a match; docs/alerts.md." },
);
export const alertsSchema = object({ alerts: { type: "array", items: alert } });

const share = { type: "number", minimum: 0, maximum: 1 } as const;
const names = { type: "array", maxItems: 100, items: { type: "string", maxLength: 200 } } as const;
const ruleId = {
  type: "string",
  pattern: "^[a-z0-9][a-z0-9-]{0,49}$",
  description: "one of its own is given if left out; under the id of another it takes its place",
} as const;
const rule = {
  id: ruleId,
  kind: { type: "string", enum: ["SWING", "FAVOURITE_BEHIND", "RED_CARD", "VALUE"] },
  scope: {
    type: "object",
    description: "the members add up; every match where there are none",
    properties: { competitions: names, teams: names, matches: names },
  },
  atLeast: { ...share, description: "SWING: change of a side's chance of winning" },
  withinMinutes: { type: "number", maximum: 15, description: "SWING: minutes of play" },
  endsBelow: { ...share, description: "SWING, VALUE: ends below; half of what raises it if left out" },
  favouriteAtLeast: { ...share, description: "FAVOURITE_BEHIND: chance before kick-off; 0.5 if left out" },
  fromMinute: { type: "number", maximum: 120, description: "FAVOURITE_BEHIND: 0 if left out" },
  edgeAtLeast: { ...share, description: "VALUE: chance times price, less 1" },
  markets: {
    type: "array",
    description: "VALUE: all if left out",
    items: { type: "string", enum: ["MATCH_RESULT", "OVER_UNDER", "BOTH_TEAMS_TO_SCORE"] },
  },
  maxOddsAgeSeconds: { type: "number", maximum: 3_600, description: "VALUE: 60 if left out" },
  quietSeconds: { type: "number", maximum: 600, description: "VALUE: after a goal or a dismissal; 60 if left out" },
  byLowEnd: { type: "boolean", description: "VALUE: by the low end of the chance's interval; false if left out" },
} as const;
export const ruleIdParam = { type: "string", maxLength: 100 } as const;
export const alertRuleRequestSchema = {
  type: "object",
  required: ["kind"],
  additionalProperties: false,
  properties: { ...rule, by: { type: "string", maxLength: 100, description: "who states it" } },
};
export const alertRuleSchema = {
  type: "object",
  required: ["id", "kind", "scope", "since", "by"],
  properties: {
    ...rule,
    since: nullable({ ...timestamp, description: "from when it holds; null of one that ships" }),
    by: nullable(text),
  },
};
export const alertRulesSchema = object({ rules: { type: "array", items: alertRuleSchema } });

export const errorSchema = object({ code: text, message: text }, { description: "A refusal; docs/errors-edge.md." });

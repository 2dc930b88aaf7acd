import type { FastifyInstance } from "fastify";
import type { AlertRules } from "./alert-rules.ts";
import {
  alertRuleRequestSchema,
  alertRuleSchema,
  alertRulesSchema,
  alertsSchema,
  errorSchema,
  matchParam,
  ruleIdParam,
} from "./api-schemas.ts";
import { EdgeError } from "./errors.ts";
import type { MatchAlerts } from "./match-alerts.ts";
import type { MatchImages } from "./match-images.ts";

export interface AlertRoutesOptions {
  readonly images: Pick<MatchImages, "get">;
  readonly alerts: Pick<MatchAlerts, "list">;
  readonly rules: Pick<AlertRules, "list" | "one" | "state" | "remove">;
}

type OfRule = { Params: { ruleId: string } };

/** Alerts, and the rules that raise them. */
export function alertRoutes(http: FastifyInstance, { images, alerts, rules }: AlertRoutesOptions): void {
  const refusals = { "4xx": errorSchema, "5xx": errorSchema };

  const ofMatch = {
    summary: "What rules found in a match, the oldest first",
    params: { type: "object", required: ["matchId"], properties: { matchId: matchParam } },
    response: { 200: alertsSchema, ...refusals },
  };
  http.get<{ Params: { matchId: string } }>("/matches/:matchId/alerts", { schema: ofMatch }, ({ params }) => {
    if (images.get(params.matchId) === undefined) {
      throw new EdgeError("MATCH_UNKNOWN", `${params.matchId}: no prediction of this match is kept.`);
    }
    return { alerts: alerts.list(params.matchId) };
  });

  const list = { summary: "The rules that raise alerts", response: { 200: alertRulesSchema, ...refusals } };
  http.get("/alert-rules", { schema: list }, () => ({ rules: rules.list() }));

  const state = {
    summary: "State a rule, or another in place of one",
    description: "It holds for what comes a second later. docs/alerts.md has the rules' language.",
    body: alertRuleRequestSchema,
    response: { 201: alertRuleSchema, ...refusals },
  };
  // the rules' own reader says what is wrong, and takes no figure for another than it is
  const validatorCompiler = () => (value: unknown) => ({ value });
  http.post("/alert-rules", { schema: state, validatorCompiler }, async ({ body }, reply) =>
    reply.code(201).send(await rules.state(body)),
  );

  const params = { type: "object", required: ["ruleId"], properties: { ruleId: ruleIdParam } };
  const one = { summary: "A rule", params, response: { 200: alertRuleSchema, ...refusals } };
  http.get<OfRule>("/alert-rules/:ruleId", { schema: one }, ({ params: { ruleId } }) => rules.one(ruleId));

  const remove = {
    summary: "Take a rule away; what it found ends with the match's next record",
    params,
    response: { 204: { type: "null" }, ...refusals },
  };
  http.delete<OfRule>("/alert-rules/:ruleId", { schema: remove }, async ({ params: { ruleId } }, reply) => {
    await rules.remove(ruleId);
    return reply.code(204).send();
  });
}

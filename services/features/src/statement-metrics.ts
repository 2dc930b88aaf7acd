import type { Metrics } from "@touchline/platform";
import { Counter } from "prom-client";
import type { StatementOptions } from "./statement-sources.ts";

/** Counts what becomes of statements on teams and matches to come. */
export function watchStatements(metrics: Metrics): NonNullable<StatementOptions["heard"]> {
  const heard = new Counter({
    name: "touchline_features_statements_total",
    help: "Statements on teams and on matches to come, by what became of them: passed on to the team's matches, changed or unchanged what is known of a match, passed over (prices that can never count), or repeated.",
    labelNames: ["record", "outcome"],
    registers: [metrics],
  });
  return ({ schema }, outcome) => heard.inc({ record: schema, outcome });
}

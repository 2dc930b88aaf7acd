import type { Logger } from "@touchline/platform";
import { Registry } from "prom-client";
import { expect, it } from "vitest";
import { faultOf } from "./fault.ts";
import { ingestMetrics } from "./ingest-metrics.ts";

const silent = { info() {}, warn() {}, debug() {} } as unknown as Logger;

it("counts faults by provider, topic, class, code and treatment, those of files of results among them", async () => {
  const metrics = new Registry();
  const { observer, history } = ingestMetrics({ metrics, log: silent });
  observer.fault?.("a-book", "market.odds", faultOf("ODDS_TOO_SHORT", "refused"));
  observer.fault?.("a-book", "market.odds", faultOf("ODDS_TOO_SHORT", "refused"));
  history.refused?.("E0.csv", [{ line: 2, code: "BAD_DATE", message: "no day" }]);
  history.odd?.("E0.csv", 3, "REPEATED", "as line 2");
  history.odd?.("E0.csv", 4, "UNREADABLE", "hs is many");
  const lines = (await metrics.metrics())
    .split("\n")
    .filter((line) => line.startsWith("touchline_ingest_faults_total{"));
  const of = (...[provider, topic, faultClass, code, treatment]: string[]) =>
    `touchline_ingest_faults_total{provider="${provider}",topic="${topic}",class="${faultClass}",code="${code}",treatment="${treatment}"}`;
  expect(lines).toEqual([
    `${of("a-book", "market.odds", "impossible", "ODDS_TOO_SHORT", "refused")} 2`,
    `${of("history", "match.results", "missing", "BAD_DATE", "passed_over")} 1`,
    `${of("history", "match.results", "duplicate", "REPEATED", "passed_over")} 1`,
    `${of("history", "match.results", "impossible", "UNREADABLE", "let_pass")} 1`,
  ]);
});

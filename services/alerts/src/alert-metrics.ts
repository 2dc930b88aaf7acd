import type { Rules } from "@touchline/alerts";
import type { Metrics } from "@touchline/platform";
import type { Alert } from "@touchline/schemas";
import { Counter, Gauge } from "prom-client";

export interface AlertMetrics {
  told(alert: Pick<Alert, "kind" | "state">): void;
  /** A record of alert.rules was refused. */
  refused(code: string): void;
}

export function alertMetrics(metrics: Metrics, rules: () => Rules): AlertMetrics {
  const registers = [metrics];
  const told = new Counter({
    name: "touchline_alerts_total",
    help: "Alerts told, by kind and state: raised, ended, withdrawn.",
    labelNames: ["kind", "state"],
    registers,
  });
  const refused = new Counter({
    name: "touchline_alert_rules_refused_total",
    help: "Records of alert.rules that were passed over, by code.",
    labelNames: ["code"],
    registers,
  });
  new Gauge({
    name: "touchline_alert_rules",
    help: "Rules that hold, by kind.",
    labelNames: ["kind"],
    registers,
    collect() {
      this.reset();
      for (const { kind } of rules().list) this.inc({ kind });
    },
  });
  return {
    told: ({ kind, state }) => told.inc({ kind, state: state.toLowerCase() }),
    refused: (code) => refused.inc({ code }),
  };
}

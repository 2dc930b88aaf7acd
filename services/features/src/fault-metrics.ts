import { faultClassOf, type MatchEntry, type ReasonCode, type SuspicionCode } from "@touchline/football";
import type { Metrics } from "@touchline/platform";
import { matchEvents, matchResults } from "@touchline/topics";
import { Counter } from "prom-client";
import type { Outcome } from "./topology.ts";

/** Anyone can write a record, with any provider: beyond so many names they are counted together. */
const providersMax = 50;

/** Counts what was wrong with the records that this service reads; docs/data-quality.md tells the labels. */
export function countFaults(metrics: Metrics): {
  outcome: (outcome: Outcome) => void;
  entry: (entry: MatchEntry, code: ReasonCode) => void;
  result: (provider: string, code: ReasonCode) => void;
  statement: (topic: string, provider: string, code: ReasonCode) => void;
} {
  const faults = new Counter({
    name: "touchline_features_faults_total",
    help: "What was missing, impossible, duplicate or late, by topic, code and what became of the record (refused, passed_over).",
    labelNames: ["provider", "topic", "class", "code", "treatment"],
    registers: [metrics],
  });
  const seen = new Set<string>();
  const labelOf = (provider: string): string => {
    if (seen.size < providersMax) seen.add(provider);
    return seen.has(provider) ? provider : "other";
  };
  const count = (provider: string, topic: string, code: ReasonCode | SuspicionCode, treatment: string) => {
    faults.inc({ provider: labelOf(provider), topic, class: faultClassOf(code), code, treatment });
  };
  return {
    outcome({ entry, verdict }) {
      const { provider } = entry.value;
      if (verdict === "duplicate") count(provider, matchEvents.name, "REPEATED", "passed_over");
      if (verdict === "stale") count(provider, matchEvents.name, "STALE", "passed_over");
    },
    statement: (topic, provider, code) => count(provider, topic, code, "refused"),
    entry: ({ value }, code) => count(value.provider, matchEvents.name, code, "refused"),
    // every instance reads every result: a dead letter of each would tell the same many times
    result: (provider, code) => count(provider, matchResults.name, code, "passed_over"),
  };
}

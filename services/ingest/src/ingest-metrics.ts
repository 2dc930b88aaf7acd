import type { Logger, Metrics } from "@touchline/platform";
import { matchResults } from "@touchline/topics";
import { Counter, Gauge } from "prom-client";
import { type Fault, faultOf } from "./fault.ts";
import type { OnUndecodable } from "./known-log.ts";
import type { HistoryObserver } from "./providers/history.ts";
import type { IngestObserver } from "./publisher.ts";

/** Counts what becomes of records and shows how far history is; what is refused or cannot be read goes to the log as well. */
export function ingestMetrics(host: { readonly metrics: Metrics; readonly log: Logger }): {
  observer: IngestObserver;
  history: HistoryObserver;
  undecodable: OnUndecodable;
} {
  const registers = [host.metrics];
  const records = new Counter({
    name: "touchline_ingest_records_total",
    help: "Records of providers, by what became of them: accepted, duplicate, stale or rejected.",
    labelNames: ["provider", "record", "outcome"],
    registers,
  });
  const faults = new Counter({
    name: "touchline_ingest_faults_total",
    help: "What was missing, impossible, duplicate or late, by topic, code and what became of the record (refused, passed_over, let_pass).",
    labelNames: ["provider", "topic", "class", "code", "treatment"],
    registers,
  });
  const count = (provider: string, topic: string, fault: Fault) => faults.inc({ provider, topic, ...fault });
  const undecodable = new Counter({
    name: "touchline_ingest_undecodable_total",
    help: "Records in the log that could not be read and were passed over.",
    labelNames: ["topic"],
    registers,
  });
  const progress = new Gauge({
    name: "touchline_ingest_history_results",
    help: "Past results: in the files, and so far done.",
    labelNames: ["state"],
    registers,
  });
  return {
    observer: {
      record: (provider, { schema: record }, { outcome }) => records.inc({ provider, record, outcome }),
      rejected(provider, correlationId, code, message) {
        host.log.warn({ provider, correlationId, code }, `refused: ${message}`);
      },
      fault: count,
    },
    history: {
      progress(done, total) {
        progress.set({ state: "done" }, done);
        progress.set({ state: "total" }, total);
        host.log.info({ done, total }, "history");
      },
      refused(file, refused) {
        for (const { code } of refused) count("history", matchResults.name, faultOf(code, "passed_over"));
        const [first] = refused;
        host.log.warn({ file, refused: refused.length, first }, "lines of a file of results were passed over");
      },
      odd(file, line, code, what) {
        count("history", matchResults.name, faultOf(code, code === "REPEATED" ? "passed_over" : "let_pass"));
        host.log.debug({ file, line, code, what }, "a line of a file of results is odd");
      },
    },
    undecodable({ topic, partition, offset }, err) {
      undecodable.inc({ topic });
      host.log.warn({ err, topic, partition, offset: String(offset) }, "a record that cannot be read was passed over");
    },
  };
}

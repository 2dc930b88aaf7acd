import type { ServerMessage } from "@touchline/client";
import { latencyBuckets, type Metrics } from "@touchline/platform";
import { Counter, Gauge, Histogram } from "prom-client";
import type { EdgeErrorCode } from "./errors.ts";
import type { PredictionOutcome } from "./requested-predictions.ts";

/** What the edge counts. Labels are types and codes, never a match or a client. */
export interface EdgeMetrics {
  connections(open: number): void;
  frame(type: ServerMessage["type"]): void;
  conflated(): void;
  refused(code: EdgeErrorCode): void;
  /** From an input's arrival in Kafka to its frames' hand-over to the sockets, ms. */
  endToEnd(ms: number): void;
  /** What became of an item of a request for predictions. */
  requested(outcome: PredictionOutcome): void;
}

export function edgeMetrics(metrics: Metrics, matches: () => number): EdgeMetrics {
  const registers = [metrics];
  const connections = new Gauge({
    name: "touchline_edge_connections",
    help: "Clients connected to the stream.",
    registers,
  });
  const frames = new Counter({
    name: "touchline_edge_frames_total",
    help: "Frames handed to the clients' sockets, by type of message.",
    labelNames: ["type"],
    registers,
  });
  const conflations = new Counter({
    name: "touchline_edge_conflations_total",
    help: "Deltas dropped because their client was slow; it gets an image instead.",
    registers,
  });
  const refused = new Counter({
    name: "touchline_edge_refused_total",
    help: "Messages and connections refused, by error code.",
    labelNames: ["code"],
    registers,
  });
  const endToEnd = new Histogram({
    name: "touchline_edge_end_to_end_seconds",
    help: "From an input's arrival in Kafka to its frames' hand-over to the sockets.",
    buckets: latencyBuckets,
    registers,
  });
  const requested = new Counter({
    name: "touchline_edge_requested_predictions_total",
    help: "Predictions asked for: hit (kept, and it still stands), stale (kept, but more is known since: made anew), miss (made), match (the latest of a known match), refused.",
    labelNames: ["outcome"],
    registers,
  });
  new Gauge({
    name: "touchline_edge_matches",
    help: "Matches kept.",
    registers,
    collect() {
      this.set(matches());
    },
  });
  return {
    connections: (open) => connections.set(open),
    frame: (type) => frames.inc({ type }),
    conflated: () => conflations.inc(),
    refused: (code) => refused.inc({ code }),
    endToEnd: (ms) => endToEnd.observe(ms / 1000),
    requested: (outcome) => requested.inc({ outcome }),
  };
}

import type { Metrics } from "@touchline/platform";
import { Counter, Gauge } from "prom-client";
import type { HistoryView } from "./history-view.ts";

/**
 * Shows how much of history the view holds and how far it has read; `cutShort` counts a look-up that stopped waiting,
 * `undecodable` a record that could not be read.
 */
export function historyMetrics(metrics: Metrics): {
  cutShort: () => void;
  undecodable: (topic: string) => void;
  show: (view: HistoryView) => void;
} {
  const registers = [metrics];
  const cutShort = new Counter({
    name: "touchline_features_form_cut_short_total",
    help: "Look-ups of form that stopped waiting before all results that count were known.",
    registers,
  });
  const undecodable = new Counter({
    name: "touchline_features_undecodable_total",
    help: "Records that history and the statements on teams are read from that could not be read or used and were passed over.",
    labelNames: ["topic"],
    registers,
  });
  return {
    undecodable: (topic) => undecodable.inc({ topic }),
    cutShort: () => cutShort.inc(),
    show: (view) => {
      new Gauge({
        name: "touchline_features_history_results",
        help: "Results in the view of history.",
        registers,
        collect() {
          this.set(view.size);
        },
      });
      new Gauge({
        name: "touchline_features_history_line_ups",
        help: "Matches whose line-ups are in the view of history.",
        registers,
        collect() {
          this.set(view.lineUps);
        },
      });
      new Gauge({
        name: "touchline_features_history_position",
        help: "Offset that the view of history reads next.",
        labelNames: ["partition"],
        registers,
        collect() {
          for (const [partition, position] of view.positions().entries()) {
            this.set({ partition: String(partition) }, Number(position));
          }
        },
      });
    },
  };
}

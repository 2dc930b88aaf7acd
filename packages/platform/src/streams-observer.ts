import type { AppState, StreamsObserver } from "@touchline/streams";
import { Counter, Gauge, Histogram } from "prom-client";
import type { Check } from "./health.ts";
import type { Logger } from "./log.ts";
import { foldBuckets, latencyBuckets, type Metrics } from "./metrics.ts";
import { OncePerSecond } from "./once-per-second.ts";

const states: readonly AppState[] = ["starting", "joining", "restoring", "running", "recovering", "stopped", "failed"];

interface Observed {
  readonly log: Logger;
  readonly metrics: Metrics;
  readiness(label: string, check: Check): void;
}

/**
 * Turns what a stream application does into metrics (`touchline_streams_*`), logs and readiness: the service is ready
 * while the application is running.
 */
export function streamsObserver(service: Observed): StreamsObserver {
  const { log } = service;
  const registers = [service.metrics];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `touchline_streams_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `touchline_streams_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name: `touchline_streams_${name}`, help, buckets, registers });

  const records = counter("records_total", "Records folded.", ["topic"]);
  const refused = counter("refused_total", "Records that could not be used, by what their policy made of them.", [
    "topic",
    "code",
    "policy",
  ]);
  const late = counter("late_total", "Records that came late in stream time, by what was done with them.", [
    "topic",
    "policy",
  ]);
  const emitted = counter(
    "emitted_total",
    "Records written by committed transactions, dead letters and changelog included.",
  );
  const recoveries = counter("recoveries_total", "Times the application fenced and restored itself after a failure.");
  const foldSeconds = histogram("fold_seconds", "Time of folding a record.", foldBuckets);
  const transactionSeconds = histogram(
    "transaction_seconds",
    "Time from a transaction's first byte to its commit.",
    latencyBuckets,
  );
  const batchRecords = histogram(
    "batch_records",
    "Records of a transaction.",
    [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10000],
  );
  const taskCommitSeconds = new Histogram({
    name: "touchline_streams_task_commit_seconds",
    help: "Time of the commits that a task had a part in.",
    labelNames: ["partition"],
    buckets: latencyBuckets,
    registers,
  });
  const taskBatchRecords = new Histogram({
    name: "touchline_streams_task_batch_records",
    help: "Records of a task in a transaction.",
    labelNames: ["partition"],
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10000],
    registers,
  });
  const aborted = counter("transactions_aborted_total", "Transactions that were aborted, or whose end is not known.", [
    "code",
  ]);
  const standbys = gauge("standbys", "Standby copies that this process keeps.");
  const standbyLag = gauge("standby_lag_records", "Changelog records that a standby copy is behind.", ["partition"]);
  const lagRecords = gauge("lag_records", "Records between position and end.", ["topic", "partition"]);
  const restoreSeconds = gauge("restore_seconds", "Time of the last restore.");
  const restoredRecords = gauge("restored_records", "Changelog records of the last restore.");
  const restoreRemaining = gauge("restore_remaining_records", "Changelog records still to restore.", ["partition"]);
  const tasks = gauge("tasks", "Tasks that this process holds.");
  const stateGauge = gauge("state", "1 for the state that the application is in.", ["state"]);

  let current: AppState = "starting";
  const showState = (): void => {
    for (const state of states) stateGauge.set({ state }, state === current ? 1 : 0);
  };
  showState();
  service.readiness("streams", () => current === "running" || `${current}`);
  let shown: readonly number[] = [];
  let copied: readonly number[] = [];
  const sources = new Set<string>();
  // what another process has now would stand still here
  const forget = (partition: number): void => {
    for (const metric of [restoreRemaining, taskCommitSeconds, taskBatchRecords]) {
      metric.remove({ partition: String(partition) });
    }
    for (const topic of sources) lagRecords.remove({ topic, partition: String(partition) });
  };
  const refusedLines = new OncePerSecond();

  return {
    state(state, detail) {
      current = state;
      showState();
      log[state === "failed" ? "error" : "info"]({ state, detail }, "stream application");
    },
    tasks(held) {
      tasks.set(held.length);
      for (const partition of shown) if (!held.includes(partition)) forget(partition);
      shown = held;
      log.info({ tasks: held }, "tasks");
    },
    standbys(kept) {
      standbys.set(kept.length);
      for (const partition of copied) {
        if (!kept.includes(partition)) standbyLag.remove({ partition: String(partition) });
      }
      copied = kept;
    },
    standby(partition, behind) {
      standbyLag.set({ partition: String(partition) }, behind);
    },
    restoring(partition, position, end) {
      restoreRemaining.set({ partition: String(partition) }, Number(end > position ? end - position : 0n));
    },
    restored(restored, ms) {
      restoreSeconds.set(ms / 1000);
      restoredRecords.set(restored);
      log.info({ records: restored, ms: Math.round(ms) }, "restored");
    },
    processed(record, ms) {
      records.inc({ topic: record.topic });
      foldSeconds.observe(ms / 1000);
    },
    refused({ topic, partition, offset }, code, policy) {
      refused.inc({ topic, code, policy });
      const count = refusedLines.take(`${topic} ${code} ${policy}`);
      if (count > 0) log.warn({ topic, partition, offset: String(offset), code, policy, count }, "refused records");
    },
    late({ topic }, _behindMs, policy) {
      late.inc({ topic, policy });
    },
    committed(input, output, ms) {
      transactionSeconds.observe(ms / 1000);
      batchRecords.observe(input);
      emitted.inc(output);
    },
    taskCommitted(partition, input, ms) {
      taskCommitSeconds.observe({ partition: String(partition) }, ms / 1000);
      taskBatchRecords.observe({ partition: String(partition) }, input);
    },
    aborted(code) {
      aborted.inc({ code });
    },
    lag(topic, partition, lag) {
      sources.add(topic);
      lagRecords.set({ topic, partition: String(partition) }, lag);
    },
    recovering(err, attempt) {
      recoveries.inc();
      log.warn({ err, attempt }, "recovering: fencing and restoring again");
    },
  };
}

import { pino } from "pino";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import type { Check } from "./health.ts";
import { endToEndLatency, streamsObserver } from "./index.ts";

function observed() {
  const metrics = new Registry();
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const checks = new Map<string, Check>();
  return { metrics, log, lines, checks, readiness: (label: string, check: Check) => void checks.set(label, check) };
}

test("what a stream application does shows in its metrics", async () => {
  const service = observed();
  const observer = streamsObserver(service);
  const origin = { topic: "match.events", partition: 3, offset: 7n };
  observer.processed?.(origin, 0.04);
  observer.processed?.(origin, 0.04);
  observer.refused?.(origin, "UNDECODABLE", "deadLetter");
  observer.late?.(origin, 90_000, "drop");
  observer.committed?.(2, 5, 12);
  observer.taskCommitted?.(3, 2, 12);
  observer.aborted?.("NOT_HELD");
  observer.standbys?.([1, 5]);
  observer.standby?.(5, 7);
  observer.lag?.("match.events", 3, 41);
  observer.restoring?.(2, 10n, 30n);
  observer.restored?.(500, 1500);
  observer.recovering?.(new Error("fenced"), 1);
  const text = await service.metrics.metrics();
  for (const line of [
    'records_total{topic="match.events"} 2',
    'refused_total{topic="match.events",code="UNDECODABLE",policy="deadLetter"} 1',
    'late_total{topic="match.events",policy="drop"} 1',
    "emitted_total 5",
    'task_commit_seconds_sum{partition="3"} 0.012',
    'task_batch_records_sum{partition="3"} 2',
    'transactions_aborted_total{code="NOT_HELD"} 1',
    "standbys 2",
    'standby_lag_records{partition="5"} 7',
    'transaction_seconds_bucket{le="0.015"} 1',
    'transaction_seconds_bucket{le="0.01"} 0',
    'lag_records{topic="match.events",partition="3"} 41',
    'restore_remaining_records{partition="2"} 20',
    "restored_records 500",
    "restore_seconds 1.5",
    "recoveries_total 1",
  ]) {
    expect(text).toContain(`touchline_streams_${line}`);
  }
});

test("a task that went to another process is no longer among the metrics", async () => {
  const service = observed();
  const observer = streamsObserver(service);
  observer.tasks?.([2, 3]);
  for (const partition of [2, 3]) observer.lag?.("match.events", partition, 41);
  observer.restoring?.(2, 10n, 30n);
  observer.taskCommitted?.(2, 1, 12);
  observer.standbys?.([2]);
  observer.standby?.(2, 7);
  observer.standbys?.([]);
  observer.tasks?.([3, 4]);
  const text = await service.metrics.metrics();
  expect(text).toContain("touchline_streams_tasks 2");
  expect(text).toContain('lag_records{topic="match.events",partition="3"} 41');
  expect(text).not.toContain('partition="2"');
});

test("a service is ready only while its application is running", () => {
  const service = observed();
  const observer = streamsObserver(service);
  const ready = () => service.checks.get("streams")?.();
  expect(ready()).toBe("starting");
  observer.state?.("running");
  expect(ready()).toBe(true);
  observer.state?.("recovering");
  expect(ready()).toBe("recovering");
});

test("a flood of dead letters is counted in full and logged once a second", async () => {
  const service = observed();
  const observer = streamsObserver(service);
  for (let offset = 0n; offset < 1000n; offset++) {
    observer.refused?.({ topic: "match.results", partition: 0, offset }, "UNKNOWN_TEAM", "deadLetter");
  }
  expect(service.lines).toHaveLength(1);
  expect(service.lines[0]).toMatchObject({ offset: "0", code: "UNKNOWN_TEAM", count: 1 });
  expect(await service.metrics.metrics()).toContain('code="UNKNOWN_TEAM",policy="deadLetter"} 1000');
});

test("end-to-end latency counts from the header, and leaves replays of old records and records without one out", async () => {
  const service = observed();
  const arrived = endToEndLatency(service);
  arrived({ "ingested-at": String(Date.now() - 60) });
  arrived({ "ingested-at": String(Date.now() - 86_400_000) });
  arrived({});
  const text = await service.metrics.metrics();
  expect(text).toContain("touchline_end_to_end_seconds_count 1");
  expect(text).toContain('touchline_end_to_end_seconds_bucket{le="0.05"} 0');
  expect(text).toContain('touchline_end_to_end_seconds_bucket{le="0.25"} 1');
});

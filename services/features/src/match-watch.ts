import { correlationIdOf, type MatchEntry, stopsPlay } from "@touchline/football";
import type { Logger, Metrics } from "@touchline/platform";
import type { EventType } from "@touchline/schemas";
import { Counter, Gauge } from "prom-client";
import type { Outcome } from "./topology.ts";

/** What somebody who follows a match would be told of; the rest is logged at debug. */
const tellingTypes: ReadonlySet<EventType> = new Set([...stopsPlay, "SILENCE", "PERIOD_START", "PERIOD_END"]);

/** Shows in log and metrics what becomes of each input. */
export function watchMatches({ log, metrics }: { log: Logger; metrics: Metrics }): (outcome: Outcome) => void {
  const live = new Set<string>();
  const registers = [metrics];
  const inputs = new Counter({
    name: "touchline_features_inputs_total",
    help: "Inputs by what they meant beside what was known.",
    labelNames: ["verdict"],
    registers,
  });
  const emitted = new Counter({
    name: "touchline_features_emitted_total",
    help: "Features records that match.events led to; of statements, those with the outcome changed.",
    registers,
  });
  new Gauge({
    name: "touchline_features_matches_live",
    help: "Matches between kick-off and end, of those heard of since the start.",
    registers,
    collect() {
      this.set(live.size);
    },
  });

  return ({ entry, verdict, features }) => {
    const { matchId } = entry.value;
    inputs.inc({ verdict });
    if (features !== null) {
      emitted.inc();
      if (features.phase === "LIVE" || features.phase === "BREAK") live.add(matchId);
      else live.delete(matchId);
    }
    const level = verdict === "conflict" ? "warn" : isTelling(entry) && features !== null ? "info" : "debug";
    if (!log.isLevelEnabled(level)) return;
    const facts = features && {
      revision: features.revision,
      phase: features.phase,
      score: `${features.home.goals}-${features.away.goals}`,
      suspended: features.suspended || undefined,
    };
    log[level]({ correlationId: correlationIdOf(entry), matchId, verdict, ...whatOf(entry), ...facts }, "input");
  };
}

function isTelling(entry: MatchEntry): boolean {
  return entry.schema !== "MatchEvent" || tellingTypes.has(entry.value.type);
}

function whatOf(entry: MatchEntry): Record<string, unknown> {
  switch (entry.schema) {
    case "Fixture":
      return { what: "FIXTURE", home: entry.value.home.name, away: entry.value.away.name, status: entry.value.status };
    case "LineUp":
      return { what: "LINE_UP", side: entry.value.side, announced: entry.value.announced };
    case "MatchEvent": {
      const { type, status, side, player, period, second } = entry.value;
      return { what: type, status, side, player: player?.name, period, second };
    }
  }
}

import type { CauseView, MatchView } from "@touchline/client";

const told: Readonly<Record<string, string>> = {
  GOAL: "Goal",
  OWN_GOAL: "Own goal",
  PENALTY_SCORED: "Penalty scored",
  PENALTY_MISSED: "Penalty missed",
  SECOND_YELLOW: "Second yellow",
  RED: "Red card",
  VAR_DECISION: "VAR decision",
  PERIOD_START: "Play begins",
  PERIOD_END: "Whistle",
};

/** One line for a terminal about what changed a match; undefined for what is too small to tell (clock, shots, substitutions). */
export function causeLine({ cause, score, matchResult, change }: MatchView): string | undefined {
  const what = cause.record === "EVENT" ? told[cause.type ?? ""] : cause.record === "FIXTURE" ? "Fixture" : "Line-up";
  if (what === undefined) return undefined;
  const who = [cause.player, cause.side?.toLowerCase()].filter(Boolean).join(", ");
  const percent = (p: number) => `${(100 * p).toFixed(1)}%`.padStart(6);
  const odds = [matchResult.home, matchResult.draw, matchResult.away].map(percent).join(" ");
  const moved = change === null ? "" : ` ${change.home >= 0 ? "+" : ""}${(100 * change.home).toFixed(1)}`;
  return `${minuteOf(cause).padStart(6)}  ${score.home}-${score.away}  ${odds}${moved.padStart(8)}  ${what}${who && ` (${who})`}`;
}

const startOf = [0, 0, 45, 90, 105, 120];
const lengthOf = [0, 45, 45, 15, 15, 0];

/** The match clock as people say it: 62', 45+3'. */
function minuteOf({ period, second }: CauseView): string {
  if (period === 0) return "";
  const minute = Math.floor(second / 60) + 1;
  const start = startOf[period] ?? 120;
  const length = lengthOf[period] ?? 0;
  return minute > length && length > 0 ? `${start + length}+${minute - length}'` : `${start + minute}'`;
}

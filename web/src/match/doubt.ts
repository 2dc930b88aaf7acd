import type { MatchView, PredictionPoint } from "@touchline/client";
import { causeWords, minute, type Names } from "@touchline/client/words";
import type { Badge } from "../honesty.ts";

/** Why the figures of a match are not to be used, in a sentence, and since when; undefined where they are. */
export function doubtOf(
  match: MatchView,
  { trust, detail }: Badge,
  points: readonly PredictionPoint[],
  names: Names,
): string | undefined {
  if (trust === "stale" || trust === "reconnecting") return detail;
  if (trust !== "suspended") return undefined;
  const { cause } = suspending(match, points);
  const since = minute(cause);
  const until = cause.status === "TENTATIVE" ? "until it is confirmed or taken back" : "until play goes on";
  return `Suspended${since === "" ? "" : ` since ${since}`}: ${causeWords(cause, names)}. Do not act on these figures ${until}.`;
}

/** What suspended the match: the first prediction of those in a row that are. */
function suspending(match: MatchView, points: readonly PredictionPoint[]): Pick<PredictionPoint, "cause"> {
  const upTo = points.at(-1)?.sequence === match.sequence ? points : [];
  return upTo[upTo.findLastIndex(({ suspended }) => !suspended) + 1] ?? match;
}

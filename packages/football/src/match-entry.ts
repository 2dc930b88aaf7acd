import type { Fixture, LineUp, MatchEvent } from "@touchline/schemas";

/** One thing said of a match: what `match.events` carries, and what a match's state is folded from. */
export type MatchEntry =
  | { readonly schema: "Fixture"; readonly value: Fixture }
  | { readonly schema: "LineUp"; readonly value: LineUp }
  | { readonly schema: "MatchEvent"; readonly value: MatchEvent };

/**
 * Identity of an entry within its match: `fixture`, `line-up:HOME`, `line-up:AWAY` or `event:<provider>/<event id>`.
 * Whatever has the same identity is a version of the same statement.
 */
export function entryId(entry: MatchEntry): string {
  switch (entry.schema) {
    case "Fixture":
      return "fixture";
    case "LineUp":
      return `line-up:${entry.value.side}`;
    case "MatchEvent":
      return `event:${entry.value.provider}/${entry.value.eventId}`;
  }
}

/** Identity of this very version, the same in every service's log: `<provider>/<match id>/<id>/<revision>`. */
export function correlationIdOf(entry: MatchEntry): string {
  const { provider, matchId, revision } = entry.value;
  const id = entry.schema === "MatchEvent" ? entry.value.eventId : entryId(entry);
  return `${provider}/${matchId}/${id}/${revision}`;
}

import type { Result } from "@touchline/schemas";

/** Identity of a match in match.events. */
export const matchIdOf = (result: Result): string => `fixtures:${result.matchId}`;

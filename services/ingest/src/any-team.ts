import type { TeamKnowledge } from "@touchline/football";

/** Knows every team: for files that somebody vouches for. */
export const anyTeam: TeamKnowledge = { knows: () => true };

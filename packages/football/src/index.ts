export { formAsOf, windowLengths } from "./form.ts";
export { correlationIdOf, entryId, type MatchEntry } from "./match-entry.ts";
export { compareEntries } from "./match-order.ts";
export { foldMatch, type MatchState, matchAtStart } from "./match-state.ts";
export { judgeRevision, type Verdict } from "./revision.ts";
export { TeamHistory } from "./team-history.ts";
export { type IdentifiedTeam, parseTeamAliases, slugOf, type TeamAlias, TeamIdentities } from "./team-identity.ts";
export { parseTimeline, type Timeline } from "./timeline.ts";
export { TimelineError, type TimelineErrorCode } from "./timeline-error.ts";

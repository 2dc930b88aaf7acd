import { compareEntries, foldMatch, type MatchEntry, type MatchState, matchAtStart } from "@touchline/football";
import type { Statement } from "@touchline/prematch";
import type { Result } from "@touchline/schemas";
import { keyValueStore, type ProcessContext, refoldStore } from "@touchline/streams";
import type { Books } from "./books.ts";
import type { MatchForm } from "./form-look-up.ts";
import { compareLineage, type LineageEntry } from "./lineage.ts";
import type { Published } from "./lined-up.ts";
import type { Played } from "./played.ts";
import type { SaidOfTeam, TeamFixture } from "./statement-sources.ts";

const count = { initial: () => 0, fold: (sum: number) => sum + 1 };
const byMoment = (a: Statement, b: Statement): number => a.value.providerTime - b.value.providerTime;

/** What is kept of each match; of statements on teams, of each team. */
export const stores = {
  /** Everything that was said of each match, and its fold. */
  match: refoldStore<MatchEntry, MatchState>({
    name: "match",
    compare: compareEntries,
    initial: () => matchAtStart,
    fold: foldMatch,
  }),
  /** Both sides' form, read with the fixture and once more, for good, when the match is at hand. */
  form: keyValueStore<MatchForm>("form"),
  /** Revision of the last features of each match. */
  revision: keyValueStore<number>("revision"),
  /** The result published of each match. */
  result: keyValueStore<Result>("result"),
  /** The line-ups published of each match that is over. */
  linedUp: keyValueStore<Published>("lined-up"),
  /** Versions of entries that later ones have replaced: what was known at a past moment. */
  earlier: refoldStore<MatchEntry, number>({
    name: "earlier",
    compare: (a, b) => compareEntries(a, b) || a.value.revision - b.value.revision,
    ...count,
  }),
  /** Where the features of each match come from. */
  lineage: refoldStore<LineageEntry, number>({ name: "lineage", compare: compareLineage, ...count }),
  /** Matches that are being played, and since when nothing was heard of them. */
  played: keyValueStore<Played>("played"),
  /** Bookmakers that quote a match while it is played. */
  books: keyValueStore<Books>("books"),
  /** Hash of the values of the last PreMatch of each match. */
  vector: keyValueStore<string>("vector"),
  /** What was said of each match to come and of its teams, in every version. */
  statements: refoldStore<Statement, number>({ name: "statements", compare: byMoment, ...count }),
  /** What was said of each team, in every version, for matches that are still to be told of. */
  ofTeam: refoldStore<SaidOfTeam, number>({
    name: "of-team",
    compare: (a, b) => byMoment(a.statement, b.statement),
    ...count,
  }),
  /** Matches of each team. */
  fixtures: keyValueStore<readonly TeamFixture[]>("fixtures"),
};

export type Context = ProcessContext<typeof stores>;

/** Revision that the next features of a match will have. */
export function nextRevision(matchId: string, { stores }: Context): number {
  return (stores.revision.get(matchId) ?? 0) + 1;
}

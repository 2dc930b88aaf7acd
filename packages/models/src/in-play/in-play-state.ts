import type { Features, SideState } from "@touchline/schemas";

/** One side of a match, as far as its chances depend on it; what it did of late is none where nobody counted it. */
export type SidePlayed = Pick<SideState, "goals" | "men" | "shots" | "expectedGoals"> & {
  readonly [Name in "recentShots" | "recentExpectedGoals"]?: SideState[Name] | undefined;
};

/** What the rest of a match is foretold from, besides what was believed before it. Features are one. */
export interface InPlayState
  extends Pick<
    Features,
    "phase" | "period" | "second" | "stoppage" | "halfTime" | "fullTime" | "lastGoal" | "knockout" | "shootOut"
  > {
  readonly home: SidePlayed;
  readonly away: SidePlayed;
}

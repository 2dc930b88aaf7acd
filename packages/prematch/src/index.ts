export type { Feature, FeatureGroup } from "./feature.ts";
export type { PreMatchFixture } from "./fixture.ts";
export { History } from "./history.ts";
export { groups, manifestVersion, placeOf, vectorLength } from "./manifest.ts";
export { type Counts, dayOf, type GoalTime, lastDayBefore, type Played, unknownCounts } from "./played.ts";
export { playedOf } from "./played-of.ts";
export { vectorOf } from "./vector.ts";

export { type Agreement, agreementOf, type Played } from "./agreement.ts";
export { likenessOf } from "./likely-teams.ts";
export { SourceFold } from "./source-fold.ts";
export type { FaultCount, LikelyTeam, MissingField, SeasonGap, SourceReport, UnknownTeam } from "./source-report.ts";

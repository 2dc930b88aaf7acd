export { LeagueError, type LeagueErrorCode } from "./error.ts";
export { type LeagueRules, leagues, type Relegation, relegationOf, rulesOf, type TieBreak } from "./rules.ts";
export { type OpenSeason, openSeason, type PlayedMatch } from "./season.ts";
export { type LeagueForecast, type SimulationOptions, simulate, type TeamForecast } from "./simulate.ts";

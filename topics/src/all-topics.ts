import type { Schemas } from "@touchline/streams";
import { alertRules } from "./alert-rules.ts";
import { alertsChangelog, featuresChangelog, predictorChangelog } from "./changelogs.ts";
import { deadLettersOf } from "./dead-letters.ts";
import type { Declaration } from "./declaration.ts";
import { feedHealth } from "./feed-health.ts";
import { fixturesByTeam } from "./fixtures-by-team.ts";
import { marketOdds } from "./market-odds.ts";
import { matchAlerts } from "./match-alerts.ts";
import { matchEvents } from "./match-events.ts";
import { matchFeatures } from "./match-features.ts";
import { matchLineUps } from "./match-line-ups.ts";
import { matchPredictions } from "./match-predictions.ts";
import { matchResults } from "./match-results.ts";
import { matchWeather } from "./match-weather.ts";
import { modelRegistry } from "./model-registry.ts";
import { modelScores } from "./model-scores.ts";
import { modelShadow } from "./model-shadow.ts";
import { replayedLetters } from "./replayed-letters.ts";
import { statementsByMatch } from "./statements-by-match.ts";
import { teamAvailability } from "./team-availability.ts";
import { teamNews } from "./team-news.ts";

/** Along the flow. The order is fixed: schemas are registered in it, so an empty registry gives the same ids each time. */
const declared: readonly Declaration<Schemas>[] = [
  matchEvents,
  matchResults,
  matchFeatures,
  matchPredictions,
  feedHealth,
  marketOdds,
  matchWeather,
  teamAvailability,
  teamNews,
  matchLineUps,
  fixturesByTeam,
  statementsByMatch,
  modelRegistry,
  modelShadow,
  modelScores,
  alertRules,
  matchAlerts,
];

/** Every topic of the system: the declared ones, then their dead letters and what was replayed of them, then the changelogs. */
export const allTopics: readonly Declaration<Schemas>[] = [
  ...declared,
  ...declared.filter((topic) => topic.deadLetters).map(deadLettersOf),
  replayedLetters,
  featuresChangelog,
  predictorChangelog,
  alertsChangelog,
];

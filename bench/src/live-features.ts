import { entryId, foldMatch, matchAtStart, parseTimeline, type Timeline } from "@touchline/football";
import { featuresOf } from "@touchline/models/testing";
import { circumstancesOf, fixtureOf, History, manifestHash, vectorOf } from "@touchline/prematch";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import type { Features, PreMatch } from "@touchline/schemas";

/** A match as the predictor hears of it: what is known before it, then its features, event by event. */
export interface FedMatch {
  readonly matchId: string;
  readonly known: PreMatch;
  readonly features: readonly Features[];
}

/** The first of the shipped matches as the features service tells them where nothing was ever played before. */
export function fedMatches(count: number): FedMatch[] {
  const teams = readTeams();
  const lines = readDataFile(shippedFiles.timelines).toString("utf8").trimEnd().split("\n");
  const history = new History();
  return lines.slice(0, count).map((line) => fed(parseTimeline(line, teams), history));
}

function fed({ matchId, fixture, entries }: Timeline, history: History): FedMatch {
  const { competition, season, kickOff, neutral, knockout, home, away } = fixture;
  const about = { competition, season, kickOff, neutral };
  const vector = vectorOf(history, { ...fixtureOf(fixture), known: circumstancesOf(fixture, [], []) });
  const known: PreMatch = {
    ...{ matchId, revision: 1, competition, kickOff, asOf: kickOff, complete: true },
    ...{ manifest: manifestHash, values: [...vector] },
  };
  let state = matchAtStart;
  const features = entries.map((entry, i): Features => {
    state = foldMatch(state, entry);
    const { phase, period, second, stoppage, halfTime, fullTime, shootOut, lastGoal } = state;
    const { revision, providerTime, ...said } = { type: null, side: null, ...entry.value };
    return featuresOf({
      ...{ matchId, revision: i + 1, ...about, knockout, homeTeam: home, awayTeam: away },
      ...{ phase, period, second, stoppage, halfTime, fullTime, shootOut, lastGoal },
      ...{ home: state.home.counts, away: state.away.counts, suspended: state.stopped, asOf: providerTime },
      cause: {
        ...{ record: entry.schema === "MatchEvent" ? "EVENT" : "FIXTURE", provider: fixture.provider },
        ...{ id: entryId(entry), revision, status: "CONFIRMED", type: said.type, side: said.side },
        ...{ player: null, period, second, statement: null },
      },
    });
  });
  return { matchId, known, features };
}

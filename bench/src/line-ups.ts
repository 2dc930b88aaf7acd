import { parseTimeline, resultIdOf, type Timeline } from "@touchline/football";
import { History, linedUpMatch, placeOf, playedOf, vectorOf } from "@touchline/prematch";
import { readDataFile, readResults, readTeams, shippedFiles } from "@touchline/results";
import type { LineUp, MatchEvent, Result } from "@touchline/schemas";

/** Powers that the factors of line-ups are raised to: 0 leaves them out, 1 takes them as they are. */
const weights = [0.25, 0.5, 1, 2, 3, 4] as const;

/**
 * What line-ups are worth: the shipped league matches that were recorded as they were played, each priced from what was known
 * before it and the elevens that were announced, with and without their factors. The loss is minus the logarithm of the chance
 * of both sides' goals, taken as independent Poisson counts.
 */
export function lineUps(say: (text: string) => void): object {
  const teams = readTeams();
  const history = new History();
  const results = new Map<string, Result>();
  for (const file of shippedFiles.results) {
    for (const { result } of readResults(readDataFile(file), file, teams).rows) results.set(result.matchId, result);
  }
  for (const result of results.values()) history.put(playedOf(result));
  history.settle();
  say(`${history.size} results`);
  const recorded = readDataFile(shippedFiles.timelines)
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => recordedMatch(parseTimeline(line, teams)))
    .sort((a, b) => a.fixture.kickOff - b.fixture.kickOff);
  for (const { fixture, lineUps, events } of recorded) {
    const match = linedUpMatch(fixture, lineUps, events);
    if (match !== null) history.squads.put(match);
  }
  say(`${history.squads.size} matches with line-ups`);
  const games = recorded.flatMap((match) => priced(history, results, match));
  const without = games.map((game) => lossOf(game, 0));
  return {
    matches: games.length,
    logLossWithout: round(mean(without)),
    factors: {
      standardDeviation: round(spread(games.flatMap(({ sides }) => sides.map(({ factor }) => Math.log(factor))))),
      least: round(Math.min(...games.flatMap(({ sides }) => sides.map(({ factor }) => factor)))),
      most: round(Math.max(...games.flatMap(({ sides }) => sides.map(({ factor }) => factor)))),
    },
    weights: weights.map((weight) => {
      const change = games.map((game, i) => lossOf(game, weight) - (without[i] as number));
      return {
        weight,
        change: round(mean(change)),
        standardError: round(spread(change) / Math.sqrt(change.length)),
      };
    }),
  };
}

interface Recorded {
  readonly fixture: Timeline["fixture"];
  readonly lineUps: { readonly home: LineUp; readonly away: LineUp };
  readonly events: readonly MatchEvent[];
}

function recordedMatch({ fixture, entries }: Timeline): Recorded {
  const events = entries.flatMap((entry) => (entry.schema === "MatchEvent" ? [entry.value] : []));
  const teams = entries.flatMap((entry) => (entry.schema === "LineUp" ? [entry.value] : []));
  const of = (side: LineUp["side"]) => teams.find((lineUp) => lineUp.side === side) as LineUp;
  return { fixture, lineUps: { home: of("HOME"), away: of("AWAY") }, events };
}

interface Game {
  readonly sides: readonly { readonly rate: number; readonly factor: number; readonly goals: number }[];
}

/** None where the match is no league match, or where either side's usual eleven was not known yet. */
function priced(history: History, results: ReadonlyMap<string, Result>, { fixture, lineUps }: Recorded): Game[] {
  const { kickOff, home, away, neutral } = fixture;
  const result = results.get(resultIdOf(new Date(kickOff).toISOString().slice(0, 10), { home, away }));
  if (result === undefined || result.competition.startsWith("INT-")) return [];
  const { competition, season, referee, score } = result;
  const vector = vectorOf(history, {
    competition,
    season,
    kickOff,
    home: home.id,
    away: away.id,
    neutral,
    referee,
    known: { at: kickOff, lineUps: [lineUps.home, lineUps.away], availability: [], weather: [], news: [], odds: [] },
  });
  const value = (name: string) => vector[placeOf(name)] as number;
  if (value("home.lineUp.missing") === 1 || value("away.lineUp.missing") === 1) return [];
  return [
    {
      sides: (["home", "away"] as const).map((side) => ({
        rate: value(`match.strength.${side}`),
        factor: value(`match.lineUp.${side}`),
        goals: score[side],
      })),
    },
  ];
}

function lossOf({ sides }: Game, weight: number): number {
  let loss = 0;
  for (const { rate, factor, goals } of sides) {
    const expected = rate * factor ** weight;
    loss += expected - goals * Math.log(expected);
    for (let i = 2; i <= goals; i++) loss += Math.log(i);
  }
  return loss;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function spread(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

const round = (value: number): number => Number(value.toFixed(5));

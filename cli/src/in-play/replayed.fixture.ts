import { featuresTopology } from "@touchline/features/topology";
import { type MatchEntry, parseTimeline } from "@touchline/football";
import { RegistryTimeline } from "@touchline/model-registry";
import { ensembleNone, type ShippedModel } from "@touchline/models";
import { predictorTopology } from "@touchline/predictor/topology";
import { History, type PreMatchFixture, teamFormAsOf, vectorOf } from "@touchline/prematch";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import { fixedSerdes, type Odds, type Prediction } from "@touchline/schemas";
import { testDriver } from "@touchline/streams/testing";
import { marketOdds, matchEvents, matchFeatures, matchPredictions } from "@touchline/topics";

const teams = readTeams();
const lines = readDataFile(shippedFiles.timelines).toString("utf8").trimEnd().split("\n");
export const timelines = lines.slice(0, 40).map((line) => parseTimeline(line, teams));
/** The one with the most events, of those that went to extra time. */
export const longest = lines
  .filter((line) => !line.includes('"decided":"Regular"'))
  .map((line) => parseTimeline(line, teams))
  .reduce((a, b) => (b.entries.length > a.entries.length ? b : a));

/** Nothing has ever been played. */
const history = new History();
const noHistory = {
  ready: () => undefined,
  isComplete: () => true,
  formAsOf: (team: string, kickOff: number) => teamFormAsOf(history, team, kickOff),
  vectorOf: (fixture: PreMatchFixture) => vectorOf(history, fixture),
  readTo: () => ({}),
};

export type Told = MatchEntry | { readonly schema: "Odds"; readonly value: Odds };

/** What both topologies make of what is told of a match, one after the other. */
export async function predictionsOf(
  matchId: string,
  told: readonly Told[],
  model: ShippedModel = ensembleNone,
): Promise<Prediction[]> {
  const openSerde = fixedSerdes();
  const features = await testDriver(featuresTopology({ history: noHistory }), { openSerde });
  for (const one of told) {
    if (one.schema !== "Odds") {
      features.append(matchEvents, matchId, one, {});
      continue;
    }
    // of two topics, so that they are folded in this order
    await features.settle();
    await features.pipe(marketOdds, matchId, one, {}, one.value.providerTime);
  }
  await features.settle();
  const topology = predictorTopology({ models: [model], registry: new RegistryTimeline() });
  const predictor = await testDriver(topology, { openSerde });
  for (const { schema, value } of features.records(matchFeatures)) {
    predictor.append(matchFeatures, matchId, { schema, value } as never, {});
  }
  await predictor.settle();
  const letters = [
    ...features.deadLetters(matchEvents),
    ...features.deadLetters(marketOdds),
    ...predictor.deadLetters(matchFeatures),
  ];
  if (letters.length > 0) throw new Error(`refused: ${letters.map(({ code, message }) => `${code} ${message}`)}`);
  return predictor.records(matchPredictions).map(({ value }) => value);
}

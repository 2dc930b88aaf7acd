import type {
  MatchRequest,
  MatchView,
  PredictionAnswer,
  PredictionAnswers,
  PredictionProblem,
  RequestedPrediction,
} from "@touchline/client";
import type { Model } from "@touchline/models";
import { EdgeError } from "./errors.ts";
import type {
  FeaturesService,
  FixtureProblem,
  FixtureVector,
  FixtureVectors,
  ReadTo,
  VectorRequest,
} from "./features-service.ts";
import { fixturePrediction } from "./fixture-prediction.ts";
import type { MatchImages } from "./match-images.ts";
import { type ChoosableModel, chosenModel } from "./model-choice.ts";
import { type CachedPrediction, PredictionCache } from "./prediction-cache.ts";
import { isOfMatch, type ReadFixture, readRequest } from "./read-request.ts";
import { Turns } from "./turns.ts";

/** Predictions of one request. */
export const requestsMax = 500;
/** Batches at a time: more would be felt by those who follow matches. */
const atOnceMax = 8;
/** Vectors that are asked for at a time: each is 5 KB of an answer that is read at once. */
export const partMax = 100;

/** What became of one item. A `stale` prediction was kept, but more has become known since; all but a `hit` are made anew. */
export type PredictionOutcome = "hit" | "stale" | "miss" | "match" | "refused";

export interface RequestedPredictionsOptions {
  readonly images: Pick<MatchImages, "get">;
  readonly features: Pick<FeaturesService, "vectors">;
  /** Those that can be asked for now, the live one first. */
  readonly models: () => readonly ChoosableModel[];
  /** Predictions kept. */
  readonly keptMax: number;
  readonly observe: (outcome: PredictionOutcome) => void;
  /** Told of errors that are the edge's own fault. */
  readonly onError: (error: unknown) => void;
}

/** A question to the features service; the same of several items is asked once. */
interface Question {
  readonly key: string;
  readonly request: VectorRequest;
  readonly model: Model;
  readonly cached: CachedPrediction | undefined;
}

/** Answers what users ask about many matches at once: known ones by their latest prediction, others from what is known of their teams. */
export class RequestedPredictions {
  readonly #options: RequestedPredictionsOptions;
  readonly #cache: PredictionCache;
  #underWay = 0;

  constructor(options: RequestedPredictionsOptions) {
    this.#options = options;
    this.#cache = new PredictionCache(options.keptMax);
  }

  /** Predictions kept. */
  get size(): number {
    return this.#cache.size;
  }

  /** One answer a request, in order. Rejects with an `EdgeError` where all of it is refused. */
  async answer(requests: readonly unknown[]): Promise<PredictionAnswers> {
    if (requests.length > requestsMax) {
      throw new EdgeError(
        "TOO_MANY_ITEMS",
        `${requests.length} predictions: ask for up to ${requestsMax} in a request.`,
      );
    }
    if (requests.length === 0) throw new EdgeError("REQUEST_INVALID", "No prediction is asked for: name a match.");
    if (this.#underWay >= atOnceMax) {
      throw new EdgeError("TOO_MANY_LOOK_UPS", `${atOnceMax} batches are under way: ask again in a moment.`);
    }
    this.#underWay++;
    try {
      return await this.#answer(requests);
    } finally {
      this.#underWay--;
    }
  }

  async #answer(requests: readonly unknown[]): Promise<PredictionAnswers> {
    const answers: PredictionAnswer[] = new Array(requests.length);
    const questions = new Map<string, Question>();
    const asking: { readonly at: number; readonly key: string; readonly scoreGrid: boolean | undefined }[] = [];
    requests.forEach((request, at) => {
      const read = this.#orProblem(() => readRequest(request));
      if ("code" in read) answers[at] = { prediction: null, error: read };
      else if (isOfMatch(read)) answers[at] = this.#ofMatch(read);
      else {
        const question = this.#orProblem(() => this.#questionOf(read));
        if ("code" in question) answers[at] = { prediction: null, error: question };
        else {
          if (!questions.has(question.key)) questions.set(question.key, question);
          asking.push({ at, key: question.key, scoreGrid: read.scoreGrid });
        }
      }
    });
    const readings = new Readings();
    const found = await this.#predicted([...questions.values()], readings);
    for (const { at, key, scoreGrid } of asking) {
      const answer = found.get(key) as Found;
      answers[at] =
        "code" in answer
          ? { prediction: null, error: answer }
          : { prediction: scoreGrid ? answer : { ...answer, scoreGrid: null }, error: null };
    }
    return { predictions: answers, readings: readings.all };
  }

  #ofMatch({ matchId, scoreGrid }: MatchRequest): PredictionAnswer {
    const view = this.#options.images.get(matchId);
    if (view === undefined) {
      const message = `${matchId}: no prediction of this match is kept; /v1/matches lists those that are, or name its teams.`;
      this.#options.observe("refused");
      return { prediction: null, error: { code: "MATCH_UNKNOWN", message, candidates: [] } };
    }
    this.#options.observe("match");
    return { prediction: predictionOfMatch(view, scoreGrid ?? false), error: null };
  }

  #questionOf({ scoreGrid: _, model: modelId, odds, ...request }: ReadFixture): Question {
    const model = chosenModel({ model: modelId, odds }, this.#options.models());
    const { home, away, competition, kickOff, neutral, asOf } = request;
    const key = JSON.stringify([home, away, competition, kickOff, neutral, asOf, model.hash]);
    const cached = this.#cache.get(key);
    return { key, model, cached, request: { ...request, tag: cached?.tag } };
  }

  /** By the questions' keys. In parts and in slices: the same thread serves those who follow matches. */
  async #predicted(questions: readonly Question[], readings: Readings): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    for (let at = 0; at < questions.length; at += partMax) {
      const part = questions.slice(at, at + partMax);
      const answer = await this.#options.features.vectors(part.map(({ request }) => request));
      const turns = new Turns();
      for (const [i, question] of part.entries()) {
        found.set(question.key, this.#foundOf(question, i, answer, readings));
        await turns.next();
      }
    }
    return found;
  }

  #foundOf(question: Question, i: number, { fixtures, ...answer }: FixtureVectors, readings: Readings): Found {
    const vector = fixtures[i] as FixtureVector | FixtureProblem;
    if ("code" in vector) {
      this.#options.observe("refused");
      return vector;
    }
    const readTo = answer.readings[vector.reading] ?? {};
    const made = this.#orProblem(() => this.#made(question, vector, answer.manifest, readTo));
    return "code" in made ? made : shown(made, vector.asOf, readings);
  }

  #made({ key, model, cached }: Question, vector: FixtureVector, manifest: string, readTo: ReadTo): CachedPrediction {
    const { tag, values, complete } = vector;
    const stands = values === null;
    if (stands && cached === undefined) throw new Error(`the vector of ${key} was left out, which nobody has`);
    const made =
      stands && cached !== undefined
        ? { ...cached, tag, complete }
        : { prediction: fixturePrediction(model, vector, values as string), tag, manifest, complete, readTo };
    this.#cache.put(key, made);
    this.#options.observe(stands ? "hit" : cached === undefined ? "miss" : "stale");
    return made;
  }

  /** One bad item does not fail the rest. */
  #orProblem<T extends object>(make: () => T): T | PredictionProblem {
    try {
      return make();
    } catch (error) {
      this.#options.observe("refused");
      if (error instanceof EdgeError) return { ...error.body, candidates: [] };
      this.#options.onError(error);
      return { code: "INTERNAL", message: "The edge failed at this; its log says why.", candidates: [] };
    }
  }
}

type Found = (RequestedPrediction & { readonly scoreGrid: MatchView["scoreGrid"] }) | PredictionProblem;

/** Each reading once. */
class Readings {
  readonly all: ReadTo[] = [];
  readonly #byObject = new Map<ReadTo, number>();
  readonly #byText = new Map<string, number>();

  indexOf(readTo: ReadTo): number {
    const known = this.#byObject.get(readTo);
    if (known !== undefined) return known;
    const text = JSON.stringify(readTo);
    const index = this.#byText.get(text) ?? this.all.push(readTo) - 1;
    this.#byText.set(text, index);
    this.#byObject.set(readTo, index);
    return index;
  }
}

function shown({ prediction, manifest, complete, readTo }: CachedPrediction, asOf: number, readings: Readings): Found {
  const { vectorHash: hash, ...rest } = prediction;
  return {
    ...rest,
    asOf,
    lineage: { token: null, vector: { manifest, hash, complete, reading: readings.indexOf(readTo) } },
  };
}

function predictionOfMatch(view: MatchView, scoreGrid: boolean): RequestedPrediction {
  const { matchId, competition, season, kickOff, homeTeam, awayTeam, phase, period, second, score, suspended } = view;
  const { matchResult, interval, doubleChance, handicaps, overUnder, bothTeamsToScore, cleanSheet } = view;
  const { nextGoal, nextGoalBy, toQualify, remainingGoals, modelId, modelHash, asOf, token } = view;
  return {
    ...{ matchId, competition, season, kickOff, homeTeam, awayTeam, neutral: null },
    ...{ phase, period, second, score, suspended },
    ...{ matchResult, interval, doubleChance, handicaps, overUnder, bothTeamsToScore, cleanSheet },
    ...{ nextGoal, nextGoalBy, toQualify, remainingGoals },
    scoreGrid: scoreGrid ? view.scoreGrid : null,
    ...{ modelId, modelHash, asOf, lineage: { token, vector: null } },
  };
}

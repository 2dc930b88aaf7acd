import type { Prediction } from "@touchline/schemas";
import { type OpenSerde, type Origin, originOf, type ReadingClient, recordAt, type Serde } from "@touchline/streams";
import { matchPredictions } from "@touchline/topics";
import { EdgeError } from "./errors.ts";
import type { FeaturesLineage, FeaturesService } from "./features-service.ts";

/** Each reads the log: more at a time would be felt by those who follow matches. */
const atOnceMax = 8;

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

interface Reading {
  /** Revision of the features that it was first used for. */
  readonly revision: number;
  /** False where results that count were not all known. */
  readonly complete: boolean;
  /** Records below these offsets had been read; of a compacted topic the last of each key. */
  readonly readTo: readonly Place[];
}

/** Everything that a prediction was made from, by where it stands in Kafka. */
export interface Lineage {
  readonly matchId: string;
  readonly prediction: Place & { readonly sequence: number };
  /** The features that the model was given; a place only where the prediction tells it, as all do since origins are kept. */
  readonly features: { readonly revision: number; readonly place: Place | null };
  readonly model: { readonly id: string; readonly hash: string };
  /** What was read of history for both sides' form; null where nothing was. */
  readonly form: Reading | null;
  /** The same for the vector of what was known before kick-off, and the manifest that it goes by. */
  readonly preMatch: (Reading & { readonly manifest: string }) | null;
  readonly inputs: FeaturesLineage["inputs"];
}

export interface LineagesOptions {
  readonly client: ReadingClient;
  readonly openSerde: OpenSerde;
  readonly features: Pick<FeaturesService, "lineage">;
}

/** Follows predictions back to what they were made from. */
export class Lineages {
  readonly #options: LineagesOptions;
  readonly #serde: Promise<Serde<(typeof matchPredictions)["schemas"]>>;
  #underWay = 0;

  constructor(options: LineagesOptions) {
    this.#options = options;
    this.#serde = options.openSerde(matchPredictions);
    // whoever asks first hears of it
    this.#serde.catch(() => {});
  }

  /** Lineage of the prediction of a match that stands at a place in match.predictions. Rejects with an `EdgeError`. */
  async of(matchId: string, { partition, offset }: Pick<Origin, "partition" | "offset">): Promise<Lineage> {
    if (this.#underWay >= atOnceMax) {
      throw new EdgeError("TOO_MANY_LOOK_UPS", `${atOnceMax} look-ups are under way: ask again in a moment.`);
    }
    this.#underWay++;
    try {
      return await this.#of(matchId, { topic: matchPredictions.name, partition, offset });
    } finally {
      this.#underWay--;
    }
  }

  async #of(matchId: string, place: Origin): Promise<Lineage> {
    const { client, features } = this.#options;
    const raw = await recordAt(client, place);
    const value = raw?.key?.toString() === matchId ? raw.value : null;
    if (raw === undefined || value === null) {
      const { partition, offset } = place;
      throw new EdgeError("PREDICTION_UNKNOWN", `No prediction of ${matchId} stands at ${partition}:${offset}.`);
    }
    const serde = await this.#serde;
    await serde.learn(value);
    const prediction = serde.decode(value).value as Prediction;
    const revision = prediction.featuresRevision;
    const { form, preMatch, inputs } = await features.lineage(matchId, revision);
    const origin = originOf(raw.headers);
    return {
      matchId,
      prediction: { ...shown(place), sequence: prediction.sequence },
      features: { revision, place: origin === undefined ? null : shown(origin) },
      model: { id: prediction.modelId, hash: prediction.modelHash },
      form: form && { ...form, readTo: placesOf(form.readTo) },
      preMatch: preMatch && { ...preMatch, readTo: placesOf(preMatch.readTo) },
      inputs,
    };
  }
}

function shown({ topic, partition, offset }: Origin): Place {
  return { topic, partition, offset: Number(offset) };
}

function placesOf(readTo: Readonly<Record<string, readonly number[]>>): Place[] {
  return Object.entries(readTo).flatMap(([topic, offsets]) =>
    offsets.map((offset, partition) => ({ topic, partition, offset })),
  );
}

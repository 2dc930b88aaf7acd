import type { Team } from "@touchline/schemas";
import { EdgeError } from "./errors.ts";

/** Longest wait for one process of the features service, ms; it may have to fold what it read of history first. */
const waitMs = 5_000;

/** What the processes of the features service say of a match: one of them has its task, the others say that they have not. */
export class FeaturesService {
  readonly #addresses: readonly string[];

  /** `addresses`: one a process, `http://host:port`. */
  constructor(addresses: readonly string[]) {
    this.#addresses = addresses;
  }

  /** Where the features of a match come from, in one revision. Rejects with an `EdgeError`. */
  lineage(matchId: string, revision: number): Promise<FeaturesLineage> {
    return this.#ask(`lineage/${encodeURIComponent(matchId)}?revision=${revision}`) as Promise<FeaturesLineage>;
  }

  /** What was known of a match at a moment; now where it is not given. Rejects with an `EdgeError`. */
  features(matchId: string, asOf: string | undefined): Promise<object> {
    const query = asOf === undefined ? "" : `?asOf=${encodeURIComponent(asOf)}`;
    return this.#ask(`features/${encodeURIComponent(matchId)}${query}`);
  }

  /** Vectors of matches that are asked about, in order. Any process answers. Rejects with an `EdgeError`. */
  vectors(fixtures: readonly VectorRequest[]): Promise<FixtureVectors> {
    return this.#ask("vectors", { fixtures }) as Promise<FixtureVectors>;
  }

  /** Teams that results name. Rejects with an `EdgeError`. */
  teams(query: Readonly<Record<string, string>>): Promise<object> {
    return this.#ask(`teams?${new URLSearchParams(query)}`);
  }

  /** A team's strengths over time, its form and its last matches. Rejects with an `EdgeError`. */
  team(id: string, query: Readonly<Record<string, string>>): Promise<object> {
    return this.#ask(`teams/${encodeURIComponent(id)}?${new URLSearchParams(query)}`);
  }

  /** A league's season so far. Rejects with an `EdgeError`. */
  season(competition: string, query: Readonly<Record<string, string>>): Promise<SeasonSoFar> {
    const path = `leagues/${encodeURIComponent(competition)}/season?${new URLSearchParams(query)}`;
    return this.#ask(path) as Promise<SeasonSoFar>;
  }

  async #ask(path: string, posted?: object): Promise<object> {
    let isRestoring = false;
    for (const address of this.#addresses) {
      const { status, body } = await answerOf(`${address}/v1/${path}`, posted);
      if (status === 200) return body;
      const refusal = refusals[body.code ?? ""];
      if (refusal !== undefined) throw new EdgeError(refusal, `${body.message}.`);
      isRestoring ||= body.code === "TASK_RESTORING" || body.code === "HISTORY_READING";
    }
    if (isRestoring) {
      throw new EdgeError(
        "FEATURES_RESTORING",
        "The features service is still reading what it needs for this: ask again in a moment.",
      );
    }
    const asked = this.#addresses.join(", ");
    throw new EdgeError(
      "FEATURES_UNREACHABLE",
      asked === "" ? "FEATURES_URLS names no features service." : `No process of ${asked} answers for this.`,
    );
  }
}

/** The answer of the features service that says where features come from. */
export interface FeaturesLineage {
  readonly revision: number;
  readonly form: Reading | null;
  readonly preMatch: (Reading & { readonly manifest: string }) | null;
  readonly inputs: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
    readonly id: string;
    readonly version: number;
    readonly revision: number;
    readonly superseded: boolean;
  }[];
}

/** A match that is asked about; `tag` is that of an earlier answer. Times are ms since the epoch. */
export interface VectorRequest {
  readonly home: string;
  readonly away: string;
  readonly competition?: string | undefined;
  readonly season?: string | undefined;
  readonly kickOff: number;
  readonly neutral?: boolean | undefined;
  readonly asOf?: number | undefined;
  readonly tag?: string | undefined;
}

/** Offsets to read next, by topic and partition. */
export type ReadTo = Readonly<Record<string, readonly number[]>>;

export interface FixtureVector {
  readonly fixture: {
    readonly competition: string;
    readonly season: string;
    readonly kickOff: number;
    readonly home: Team;
    readonly away: Team;
    readonly neutral: boolean;
  };
  readonly asOf: number;
  readonly complete: boolean;
  readonly tag: string;
  /** Little-endian doubles in base64; null where the answer under the tag that was given still stands. */
  readonly values: string | null;
  readonly reading: number;
}

/** Why no match is meant. */
export interface FixtureProblem {
  readonly code:
    | "TEAM_UNKNOWN"
    | "TEAM_AMBIGUOUS"
    | "COMPETITION_UNKNOWN"
    | "COMPETITION_UNCLEAR"
    | "FIXTURE_IMPOSSIBLE"
    | "DATE_OUT_OF_RANGE";
  readonly message: string;
  readonly candidates: readonly string[];
}

/** A league's season as of a moment; matches by the places of their teams. */
export interface SeasonSoFar {
  readonly competition: string;
  readonly season: string | null;
  /** As of which matches that are left are asked about, ms since the epoch. */
  readonly at: number;
  readonly teams: readonly (Team & {
    readonly attackVariance: number;
    readonly covariance: number;
    readonly defenceVariance: number;
  })[];
  readonly played: readonly (readonly [home: number, away: number, homeGoals: number, awayGoals: number])[];
  readonly version: number;
}

/** What the features service answers to a batch of matches. */
export interface FixtureVectors {
  readonly manifest: string;
  readonly readings: readonly ReadTo[];
  readonly fixtures: readonly (FixtureVector | FixtureProblem)[];
}

interface Reading {
  readonly revision: number;
  readonly complete: boolean;
  readonly readTo: Readonly<Record<string, readonly number[]>>;
}

/** What is the asker's affair; anything else may be another process's, or pass. */
const refusals: Readonly<
  Record<
    string,
    "MATCH_UNKNOWN" | "NOT_KNOWN_YET" | "LINEAGE_UNKNOWN" | "REQUEST_INVALID" | "TEAM_UNKNOWN" | "COMPETITION_UNKNOWN"
  >
> = {
  TEAM_UNKNOWN: "TEAM_UNKNOWN",
  COMPETITION_UNKNOWN: "COMPETITION_UNKNOWN",
  KEY_UNKNOWN: "MATCH_UNKNOWN",
  NOT_KNOWN_YET: "NOT_KNOWN_YET",
  REVISION_UNKNOWN: "LINEAGE_UNKNOWN",
  QUERY_INVALID: "REQUEST_INVALID",
};

interface Answer {
  /** Undefined where nobody answered, or not in time, or not in JSON. */
  readonly status?: number;
  readonly body: { readonly code?: string; readonly message?: string };
}

async function answerOf(url: string, posted?: object): Promise<Answer> {
  const body = posted && {
    method: "POST",
    body: JSON.stringify(posted),
    headers: { "content-type": "application/json" },
  };
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(waitMs), ...body });
    return { status: answer.status, body: (await answer.json()) as Answer["body"] };
  } catch {
    return { body: {} };
  }
}

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

  async #ask(path: string): Promise<object> {
    let isRestoring = false;
    for (const address of this.#addresses) {
      const { status, body } = await answerOf(`${address}/v1/${path}`);
      if (status === 200) return body;
      const refusal = refusals[body.code ?? ""];
      if (refusal !== undefined) throw new EdgeError(refusal, `${body.message}.`);
      isRestoring ||= body.code === "TASK_RESTORING";
    }
    if (isRestoring) {
      throw new EdgeError(
        "FEATURES_RESTORING",
        "The features service is taking this match over: ask again in a moment.",
      );
    }
    const asked = this.#addresses.join(", ");
    throw new EdgeError(
      "FEATURES_UNREACHABLE",
      asked === "" ? "FEATURES_URLS names no features service." : `No process of ${asked} answers for this match.`,
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

interface Reading {
  readonly revision: number;
  readonly complete: boolean;
  readonly readTo: Readonly<Record<string, readonly number[]>>;
}

/** What is the asker's affair; anything else may be another process's, or pass. */
const refusals: Readonly<Record<string, "MATCH_UNKNOWN" | "NOT_KNOWN_YET" | "LINEAGE_UNKNOWN" | "REQUEST_INVALID">> = {
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

async function answerOf(url: string): Promise<Answer> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(waitMs) });
    return { status: answer.status, body: (await answer.json()) as Answer["body"] };
  } catch {
    return { body: {} };
  }
}

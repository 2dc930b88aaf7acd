import type { TopicDescription } from "@touchline/streams/kafka";

/** A setting that is not as declared; null where it is, or should be, left to the brokers' default. */
export interface Drift {
  readonly setting: string;
  readonly found: string | null;
  readonly wanted: string | null;
}

/** One step from what is there to what is declared. */
export type Change =
  | { readonly kind: "create-topic"; readonly topic: TopicDescription }
  | {
      readonly kind: "set-config";
      readonly topic: string;
      readonly drift: readonly Drift[];
    }
  | { readonly kind: "delete-topic"; readonly topic: string; readonly why: string }
  | {
      readonly kind: "register-schema";
      readonly subject: string;
      readonly version: number;
      readonly definition: string;
    }
  | {
      readonly kind: "set-compatibility";
      readonly subject: string;
      readonly found: string | null;
      readonly wanted: string;
    };

/** Something that is not done, and why not: as long as there is one, apply changes nothing at all. */
export interface Refusal {
  readonly kind: "partitions" | "delete" | "incompatible-schema";
  readonly subject: string;
  readonly why: string;
}

/** Something worth knowing that apply leaves as it is. */
export interface Note {
  readonly kind: "undeclared-topic" | "undeclared-subject" | "replication" | "later-version";
  readonly subject: string;
  readonly text: string;
}

export interface Plan {
  /** In the order in which they are to be made. */
  readonly changes: readonly Change[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Note[];
}

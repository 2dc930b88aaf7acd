import type { Refusal, TeamIdentities } from "@touchline/football";
import type { FiledRecord } from "./statement-line.ts";

/** What a provider's answer does not say of itself. */
export interface FormContext {
  readonly teams: TeamIdentities;
  /** When the answer was given, ms since the epoch. */
  readonly at: number;
  /** The match that it is about, where the form does not tell. */
  readonly match?: { readonly matchId: string; readonly kickOff: number };
}

/** What an answer says, in Touchline's own records, and what of it cannot be used. */
export interface Converted {
  readonly records: readonly FiledRecord[];
  /** `where`: the part of the answer, in words. */
  readonly refused: readonly (Refusal & { readonly where: string })[];
}

/** A provider's form, read by a pure function: the same answer in the same context gives the same records. */
export interface Form {
  readonly about: string;
  /** Whether it is about one match, which has to be named. */
  readonly needsMatch: boolean;
  read(text: string, context: FormContext): Converted;
}

/** JSON of a foreign answer, or a recorded one with the answer under `body`; undefined where it is none. */
// biome-ignore lint/suspicious/noExplicitAny: a foreign answer; every member is checked where it is read
export function answerIn(text: string): any {
  try {
    const json = JSON.parse(text);
    return json?.body ?? json;
  } catch {
    return undefined;
  }
}

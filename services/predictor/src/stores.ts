import type { MemberForm } from "@touchline/models";
import { keyValueStore, type ProcessContext } from "@touchline/streams";
import type { Beliefs, MembersAnswers } from "./beliefs.ts";
import type { LastPrediction } from "./prediction.ts";

export const stores = {
  /** What the next prediction of a match is compared with. */
  last: keyValueStore<LastPrediction>("last"),
  /** What each model believes of the match before kick-off, by the last vector. */
  beliefs: keyValueStore<Beliefs>("beliefs"),
  /** What the members of ensembles say of the match, until it is over. */
  answers: keyValueStore<MembersAnswers>("answers"),
  /** How members did in the matches of this task that are over, by ensemble and kind of competition. */
  form: keyValueStore<MemberForm>("form"),
  /** The same as `last` of each model that shadows, by its id. */
  shadowed: keyValueStore<Readonly<Record<string, LastPrediction>>>("shadowed"),
};

export type Context = ProcessContext<typeof stores>;

import { type Refusal, refusal } from "./reason-codes.ts";

/** Refuses a record in which a name of this list is empty; null where each says something. */
export function refuseNameless(names: Readonly<Record<string, string>>): Refusal | null {
  const empty = Object.entries(names).find(([, name]) => name.trim() === "");
  return empty === undefined ? null : refusal("IDENTITY_MISSING", `its ${empty[0]} is empty`);
}

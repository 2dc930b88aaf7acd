import type { OddsUse } from "@touchline/models";

export const oddsUses: readonly OddsUse[] = ["none", "past", "match"];

export function isOddsUse(text: string): text is OddsUse {
  return (oddsUses as readonly string[]).includes(text);
}

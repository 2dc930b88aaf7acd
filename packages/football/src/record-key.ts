import type { ToldRecord } from "./gate.ts";
import { resultKeyOf } from "./result-id.ts";

/** Key under which a record stands in its topic: whatever has to be read in one order has the same. */
export function recordKeyOf({ schema, value }: ToldRecord): string {
  switch (schema) {
    case "Result":
      return resultKeyOf(value);
    case "Availability":
    case "NewsItem":
      return value.teamId;
    default:
      return value.matchId;
  }
}

import type { NewsItem } from "@touchline/schemas";
import type { TeamKnowledge } from "./admission-rules.ts";
import { refuseNameless } from "./identity-rules.ts";
import { isTime } from "./match-ranges.ts";
import { type Refusal, refusal } from "./reason-codes.ts";

/** Why a piece of news cannot be used; null where it can. What it says is data, and is not judged. */
export function refuseNews(item: NewsItem, teams: TeamKnowledge): Refusal | null {
  const { provider, itemId, teamId, headline, language, providerTime } = item;
  const nameless = refuseNameless({ provider, story: itemId, team: teamId });
  if (nameless !== null) return nameless;
  if (headline.trim() === "") return refusal("TEXT_MISSING", `story ${itemId} has no headline`);
  if (!/^[a-z]{2}$/.test(language)) return refusal("BAD_LANGUAGE", `story ${itemId} is in "${language}"`);
  if (!isTime(providerTime)) return refusal("TIME_INVALID", `story ${itemId} told at ${providerTime}`);
  return teams.knows(teamId) ? null : refusal("UNKNOWN_TEAM", `no team is known as ${teamId}`);
}

import type { Player } from "@touchline/schemas";

/**
 * Identity of a player, as far as one provider tells it: its own id, or the name within his team where it gives a name
 * only. Ids of different providers are never matched.
 */
export function playerKey(provider: string, team: string, { id, name }: Player): string {
  return id === null ? `${provider}/${team}/${name}` : `${provider}/${id}`;
}

/** Who gave a player the identity in his key. */
export function providerOf(key: string): string {
  return key.slice(0, key.indexOf("/"));
}

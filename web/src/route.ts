/** Where the reader is: `#/match/<id>`, or the list. */
export type Route = { readonly page: "list" } | { readonly page: "match"; readonly matchId: string };

export function parseRoute(hash: string): Route {
  const match = /^#\/match\/(.+)$/.exec(hash);
  if (match?.[1] === undefined) return { page: "list" };
  try {
    return { page: "match", matchId: decodeURIComponent(match[1]) };
  } catch {
    return { page: "match", matchId: match[1] };
  }
}

export function matchLink(matchId: string): string {
  return `#/match/${encodeURIComponent(matchId).replaceAll("%3A", ":")}`;
}

interface Sides {
  readonly home: { readonly id: string };
  readonly away: { readonly id: string };
}

/**
 * Natural identity of a result, `<day>/<home id>/<away id>`, the same whoever reports it. Two nations stand in the order
 * of their ids: who of them is listed as home at a tournament differs from source to source, and under two identities
 * the match would count twice in both sides' form. No nation has met another twice on a day since 1979.
 * `day` is `yyyy-mm-dd`.
 */
export function resultIdOf(day: string, { home, away }: Sides): string {
  const ids = [home.id, away.id];
  if (ids.every((id) => id.startsWith("nation:"))) ids.sort();
  return [day, ...ids].join("/");
}

/** Whether an id is a result's, of a match that is over: one that is still to come is `<provider>:<id>`. */
export function isResultId(id: string): boolean {
  return /^\d{4}-\d\d-\d\d\//.test(id);
}

/** Key of a provider's statement of a result: each provider has a word of its own on a match. */
export function resultKeyOf({ matchId, provider }: { readonly matchId: string; readonly provider: string }): string {
  return `${matchId}|${provider}`;
}

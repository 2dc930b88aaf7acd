/** A match that two sources may both tell. */
export interface Played {
  /** Where it stands, to be shown. */
  readonly place: string;
  /** Days since the epoch. */
  readonly day: number;
  readonly home: string;
  readonly away: string;
  readonly homeGoals: number;
  readonly awayGoals: number;
}

/** How two sources agree on the matches that both tell. */
export interface Agreement {
  /** Matches of the first that the second tells with the same teams and score, whoever is listed as home. */
  readonly same: number;
  /** The same teams on that day or the next to it, and another score. */
  readonly disputed: readonly (readonly [Played, Played])[];
  /** Matches of the first that the second does not tell. */
  readonly onlyFirst: readonly Played[];
  /** Teams of the first whose matches, by day and score alone, look most like those of another team of the second. */
  readonly mistaken: readonly Companion[];
  /** Teams of the first that the second never names. */
  readonly teamsOnlyFirst: readonly string[];
}

export interface Companion {
  readonly team: string;
  /** Team of the second source that fits most of its matches. */
  readonly companion: string;
  /** Matches that fit, and those that fit the team of the same identity. */
  readonly together: number;
  readonly withItself: number;
  readonly of: number;
}

/** Fewer matches, or less than half of a team's, fit by chance. */
const togetherMin = 3;

/**
 * Joins two sources twice: by teams, as everything else does, and by day and score alone, which knows nothing of names. So it
 * shows where the table of aliases takes two teams for one, or one for two.
 */
export function agreementOf(first: readonly Played[], second: readonly Played[]): Agreement {
  const byPair = groupBy(second, ({ home, away }) => [pairOf(home, away)]);
  const disputed: [Played, Played][] = [];
  const onlyFirst: Played[] = [];
  let same = 0;
  for (const match of first) {
    const others = (byPair.get(pairOf(match.home, match.away)) ?? []).filter(
      ({ day }) => Math.abs(day - match.day) <= 1,
    );
    const other = others.find((each) => sameScore(match, each)) ?? others[0];
    if (other === undefined) onlyFirst.push(match);
    else if (sameScore(match, other)) same++;
    else disputed.push([match, other]);
  }
  const named = new Set(second.flatMap(({ home, away }) => [home, away]));
  const teams = new Set(first.flatMap(({ home, away }) => [home, away]));
  const teamsOnlyFirst = [...teams].filter((team) => !named.has(team)).sort();
  return { same, disputed, onlyFirst, mistaken: mistaken(first, second), teamsOnlyFirst };
}

function mistaken(first: readonly Played[], second: readonly Played[]): Companion[] {
  const byDay = groupBy(second, ({ day }) => [day]);
  return [...groupBy(first, ({ home, away }) => [home, away])].flatMap(([team, matches]) => {
    const fits = new Map<string, number>();
    for (const match of matches) {
      const own = scoreFor(team, match);
      const companions = new Set<string>();
      for (const other of byDay.get(match.day) ?? []) {
        for (const each of [other.home, other.away]) {
          if (kindOf(each) === kindOf(team) && scoreFor(each, other) === own) companions.add(each);
        }
      }
      for (const each of companions) fits.set(each, (fits.get(each) ?? 0) + 1);
    }
    const withItself = fits.get(team) ?? 0;
    const [companion, together] = [...fits].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0] as const);
    const isLikely = together > withItself && together >= togetherMin && together > matches.length / 2;
    return isLikely ? [{ team, companion, together, withItself, of: matches.length }] : [];
  });
}

/** Goals for and against a team, as text. */
function scoreFor(team: string, { home, homeGoals, awayGoals }: Played): string {
  return team === home ? `${homeGoals}-${awayGoals}` : `${awayGoals}-${homeGoals}`;
}

function sameScore(a: Played, b: Played): boolean {
  return scoreFor(a.home, a) === scoreFor(a.home, b);
}

/** club or nation. */
const kindOf = (team: string): string => team.slice(0, team.indexOf(":"));

const pairOf = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

function groupBy<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

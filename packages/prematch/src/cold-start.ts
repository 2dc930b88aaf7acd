/**
 * Where a team starts that nobody has seen: in a pool (a league, or all nations) that has been played for a season, with the mean ratings of its
 * three weakest teams, as promoted sides tend to be; in a new one by its tier, the number of divisions above it.
 */
export const coldStart = {
  elo: 1500,
  /** Elo points a tier. */
  eloTier: -150,
  /** Pi rating, goals, a tier. */
  piTier: -0.4,
  /** A pool is established when its first match is so many days ago. */
  establishedAfterDays: 250,
  /** Teams count as present that played in it within so many days. */
  presentForDays: 400,
  weakest: 3,
} as const;

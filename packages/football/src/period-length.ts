/** Length of each period without stoppage, seconds; of a shoot-out what it takes about. Index 0 is before kick-off. */
export const periodSeconds = [0, 2700, 2700, 900, 900, 300] as const;

/** Longest that a period can last, seconds: half an hour of stoppage in a half, a quarter in extra time. */
export const periodSecondsMax = [0, 4500, 4500, 1800, 1800, 3600] as const;

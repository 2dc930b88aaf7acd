/** Variances of a team's state along its two directions: how strong it is, and how open its matches are. */
export interface Spread {
  /** Of (attack + defence) / √2. */
  readonly strength: number;
  /** Of (attack − defence) / √2. */
  readonly style: number;
}

/**
 * What a filter of strengths takes for evidence, and how fast it lets strengths move. Strengths are logarithms of factors on
 * goals; all variances are of such logarithms.
 */
export interface FilterOptions {
  /** What a side did, in goals: weights of what was counted, scaled so that a league's mean is its goals. */
  readonly chances: {
    readonly goals: number;
    readonly shotsOnTarget: number;
    readonly otherShots: number;
    readonly corners: number;
    /** Goals that a man sent off is worth: taken from the side with more men, given to the other. */
    readonly redCards: number;
  };
  /** Variance of what a side did to its expectation; 1 for a Poisson variable. Goals alone count where shots are not told. */
  readonly noise: { readonly chances: number; readonly goals: number };
  /** Variance of the closing odds' log rates about the strengths; null where odds are not looked at. */
  readonly marketNoise: number | null;
  /** Of a team that nobody has seen. */
  readonly start: Spread;
  /** Share of a league's teams, the weakest, whose mean a newcomer starts from. */
  readonly weakest: number;
  /** A team that goes up or down starts its side's mean less or more so much, with a share of its lead over its former league. */
  readonly moved: Spread & { readonly up: number; readonly down: number; readonly carry: number };
  readonly weekly: Spread;
  readonly seasonal: Spread;
  /** Home advantage: variance at the start and growth a week, of all leagues as one, of a league, of a team beside it. */
  readonly home: {
    readonly everywhere: { readonly start: number; readonly weekly: number };
    readonly league: { readonly start: number; readonly weekly: number };
    readonly team: number;
  };
  /** Growth of the variance of a league's level of scoring, a week. */
  readonly levelWeekly: number;
}

const results: FilterOptions = {
  chances: { goals: 0.4643, shotsOnTarget: 0.091, otherShots: 0.0095, corners: 0.0574, redCards: 0.1264 },
  noise: { chances: 0.6843, goals: 2.398 },
  marketNoise: null,
  start: { strength: 0.02486, style: 0.001 },
  weakest: 0.5547,
  moved: { up: 0.237, down: 0.1684, carry: 0.6113, strength: 0.05674, style: 0.001 },
  weekly: { strength: 0.000255, style: 1e-9 },
  seasonal: { strength: 0.01164, style: 0.0005 },
  home: {
    everywhere: { start: 0.003, weekly: 0.0000863 },
    league: { start: 0.00224, weekly: 0.0000043 },
    team: 0.00494,
  },
  levelWeekly: 0.00004,
};

/** Past closing odds first, results after them: what a match showed beyond what was expected of it by those who bet. */
const market: FilterOptions = {
  chances: { goals: 0.4726, shotsOnTarget: 0.091, otherShots: 0.0086, corners: 0.0584, redCards: 0.1206 },
  noise: { chances: 1.844, goals: 5.17 },
  marketNoise: 0.1045,
  start: { strength: 0.1687, style: 0.001 },
  weakest: 0.7339,
  moved: { up: 0.2606, down: 0.1873, carry: 0.626, strength: 0.0497, style: 0.001 },
  weekly: { strength: 0.01612, style: 0.0046 },
  seasonal: { strength: 0.0101, style: 1e-9 },
  home: { everywhere: { start: 0.003, weekly: 0.0508 }, league: { start: 0.00712, weekly: 0.000094 }, team: 0.0363 },
  levelWeekly: 0.000094,
};

const onlyGoals = { goals: 1, shotsOnTarget: 0, otherShots: 0, corners: 0, redCards: 0.05 };

/**
 * The filters, by name. They differ in what they look at and how fast they forget; what each is worth is for a model to say.
 * Constants of `results` and `totals` minimise the log-loss of 1X2 and of over/under 2.5 over 2012/13 to 2020/21 of 22
 * European divisions, each match told before it was played; the others are `results` with one thing changed.
 */
export const filters = {
  results,
  chances: {
    ...results,
    chances: { goals: 0, shotsOnTarget: 0.25, otherShots: 0.03, corners: 0.1, redCards: 0.1264 },
    noise: { chances: 0.7, goals: 2.398 },
  },
  goals: { ...results, chances: onlyGoals, noise: { chances: 2.5, goals: 2.5 } },
  fast: { ...results, weekly: { strength: 0.004, style: 1e-9 }, seasonal: { strength: 0.03, style: 0.0005 } },
  slow: {
    ...results,
    noise: { chances: 1, goals: 2.398 },
    weekly: { strength: 0.00002, style: 1e-9 },
    seasonal: { strength: 0.007, style: 0.0005 },
  },
  totals: {
    ...results,
    chances: { goals: 0.4461, shotsOnTarget: 0.1046, otherShots: 0.0249, corners: 0.0298, redCards: 0.1206 },
    noise: { chances: 1.187, goals: 8.883 },
    start: { strength: 0.3535, style: 0.0593 },
    weekly: { strength: 1e-7, style: 0.0000765 },
    seasonal: { strength: 0.1598, style: 0.01278 },
  },
  market,
  marketTotals: {
    ...market,
    chances: { goals: 0.126, shotsOnTarget: 0.1623, otherShots: 0.1053, corners: 0.0173, redCards: 0.1206 },
    noise: { chances: 1.1706, goals: 2.758 },
    marketNoise: 0.0478,
    start: { strength: 0.4802, style: 0.3156 },
    weekly: { strength: 0.018, style: 0.002795 },
    seasonal: { strength: 0.1441, style: 1e-9 },
    levelWeekly: 0.0041,
  },
} as const satisfies Record<string, FilterOptions>;

export type FilterName = keyof typeof filters;
export const filterNames = Object.keys(filters) as readonly FilterName[];

/** National teams are further apart, play less often and are told of by their goals alone; chosen on 1990 to 2016 likewise. */
const nations: FilterOptions = {
  ...results,
  chances: onlyGoals,
  noise: { chances: 2.013, goals: 2.013 },
  start: { strength: 0.5644, style: 0.1063 },
  weakest: 0.378,
  weekly: { strength: 0.000113, style: 0.0000058 },
  seasonal: { strength: 0.0145, style: 0.000058 },
  home: { everywhere: { start: 0.0001, weekly: 1e-7 }, league: { start: 0.01, weekly: 0.000001 }, team: 0.101 },
  levelWeekly: 0.0000019,
};

/** The same names over national teams; those that look at what nobody tells of them are as `results`. */
export const nationFilters: Readonly<Record<FilterName, FilterOptions>> = {
  results: nations,
  chances: nations,
  goals: nations,
  fast: { ...nations, weekly: { strength: 0.0006, style: 0.0000058 }, seasonal: { strength: 0.04, style: 0.000058 } },
  slow: { ...nations, weekly: { strength: 0.00002, style: 1e-6 }, seasonal: { strength: 0.005, style: 0.00002 } },
  totals: {
    ...nations,
    noise: { chances: 2.022, goals: 2.022 },
    start: { strength: 1.102, style: 0.01897 },
    weekly: { strength: 0.000618, style: 0.0000058 },
    seasonal: { strength: 0.01837, style: 0.000417 },
    home: { ...nations.home, team: 0.0119 },
  },
  market: { ...nations, marketNoise: 0.1045 },
  marketTotals: { ...nations, marketNoise: 0.0478 },
};

/** What is believed of a match before kick-off: where every prediction of it starts from, in play too. */
export interface Belief {
  /** Goals expected of each side in 90 minutes, stoppage included; above 0. */
  readonly home: number;
  readonly away: number;
  /** ρ of Dixon and Coles (1997) at kick-off: below 0, 0-0 and 1-1 are likelier than for independent goals; 0 where they are. */
  readonly dependence: number;
  /** Variance of log(home / away) that comes from not knowing how strong the teams are. */
  readonly variance: number;
}

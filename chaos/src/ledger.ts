/** An event of a key as of one of its revisions. */
export interface Entry {
  readonly revision: number;
  /** Its provider's clock, ms. */
  readonly at: number;
  readonly points: number;
  readonly cancelled: boolean;
}

/** What the events of a key come to, in the order of their time. */
export interface Ledger {
  readonly events: number;
  readonly points: number;
  /** Tells one order from another. */
  readonly digest: number;
}

export const emptyLedger: Ledger = { events: 0, points: 0, digest: 0 };

export function appended(ledger: Ledger, { points, cancelled }: Entry): Ledger {
  if (cancelled) return ledger;
  return {
    events: ledger.events + 1,
    points: ledger.points + points,
    digest: (ledger.digest * 31 + points + 1) % 1_000_003,
  };
}

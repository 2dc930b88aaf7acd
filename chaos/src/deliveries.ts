import type { Entry } from "./ledger.ts";
import type { Random } from "./random.ts";
import { type Delivery, type Poison, poisons } from "./tally.ts";

export interface DeliveryMix {
  /** Share of deliveries that say again what was said before. */
  readonly repeats: number;
  /** Share that changes or cancels an event. */
  readonly corrections: number;
  /** Share that is of no use. */
  readonly poison: number;
  /** The providers' clocks go wrong by so much, to both sides, ms. */
  readonly skewMs: number;
  /** So many deliveries come in any order. */
  readonly shuffled: number;
}

/** A little of everything that events do, poison apart. */
export const everyday: DeliveryMix = { repeats: 0.02, corrections: 0.02, poison: 0, skewMs: 0, shuffled: 1 };

/** A delivery that is not numbered yet. */
export type Planned = Omit<Delivery, "id" | "sequence"> & { readonly key: string; readonly skewMs: number };

export const keys: readonly string[] = Array.from({ length: 60 }, (_, i) => `match ${i}`);

/** Events of random keys, as providers deliver them: in an order, with repeats and corrections as the mix says. */
export class Deliveries {
  readonly #mix: DeliveryMix;
  readonly #random: Random;
  readonly #recent: Planned[] = [];
  #pending: Planned[] = [];
  #events = 0;

  constructor(mix: DeliveryMix, random: Random) {
    this.#mix = mix;
    this.#random = random;
  }

  next(): Planned {
    const { shuffled } = this.#mix;
    if (this.#pending.length === 0) {
      this.#pending = this.#random.shuffled(Array.from({ length: shuffled }, () => this.#plan()));
    }
    return this.#pending.pop() as Planned;
  }

  #plan(): Planned {
    const { repeats, corrections, poison } = this.#mix;
    const random = this.#random;
    const chosen = random.fraction();
    let planned: Planned;
    if (this.#recent.length > 0 && chosen < repeats) planned = random.one(this.#recent);
    else if (this.#recent.length > 0 && chosen < repeats + corrections) planned = this.#corrected();
    else planned = this.#event();
    this.#remember(planned);
    return random.chance(poison) ? { ...planned, poison: random.one<Poison>(poisons) } : planned;
  }

  #event(): Planned {
    const random = this.#random;
    const skewMs = this.#skew();
    const n = this.#events++;
    const entry = { revision: 1, at: n * 1_000 + skewMs, points: random.between(0, 9), cancelled: false };
    return { key: random.one(keys), event: `event ${n}`, entry, skewMs };
  }

  #corrected(): Planned {
    const random = this.#random;
    const former = random.one(this.#recent);
    const { revision, at } = former.entry;
    const entry: Entry = {
      revision: revision + 1,
      at: at + random.between(-5_000, 5_000),
      points: random.between(0, 9),
      cancelled: random.chance(0.3),
    };
    return { ...former, entry, skewMs: this.#skew() };
  }

  /** One of three providers: early, right, late. */
  #skew(): number {
    return this.#mix.skewMs * this.#random.between(-1, 1);
  }

  #remember(planned: Planned): void {
    this.#recent.push(planned);
    if (this.#recent.length > 500) this.#recent.shift();
  }
}

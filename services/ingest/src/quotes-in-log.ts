import type { Odds } from "@touchline/schemas";

/** The prices that market.odds holds: of each match, book, market, line and time the last. */
export class QuotesInLog {
  /** By match, a line a quote: some 50 bytes each, where an object would take five times as much. */
  readonly #byMatch = new Map<string, string>();

  /** Whether these very prices were said, and no others for the same moment since. */
  has(odds: Odds): boolean {
    return this.#byMatch.get(odds.matchId)?.includes(`${identityOf(odds)}${pricesOf(odds)}\n`) ?? false;
  }

  add(odds: Odds): void {
    const identity = identityOf(odds);
    const known = this.#byMatch.get(odds.matchId) ?? "\n";
    const at = known.indexOf(identity);
    const others = at < 0 ? known : known.slice(0, at) + known.slice(known.indexOf("\n", at + 1));
    this.#byMatch.set(odds.matchId, `${others.slice(0, -1)}${identity}${pricesOf(odds)}\n`);
  }
}

const identityOf = ({ provider, market, line, providerTime }: Odds): string =>
  `\n${JSON.stringify(provider)} ${market} ${line} ${providerTime}:`;

const pricesOf = ({ selections, inPlay, suspended }: Odds): string =>
  `${inPlay} ${suspended} ${selections.map(({ name, price }) => `${JSON.stringify(name)} ${price}`).join(" ")}`;

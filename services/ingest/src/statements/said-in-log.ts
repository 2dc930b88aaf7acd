import type { MatchEntry } from "@touchline/football";
import { type Statement, statementId } from "@touchline/prematch";
import type { LogClient, OpenSerde } from "@touchline/streams";
import { marketOdds, matchWeather, teamAvailability, teamNews } from "@touchline/topics";
import { type OnUndecodable, readToEnd } from "../known-log.ts";
import type { ProviderRecord } from "../provider.ts";
import { QuotesInLog } from "../quotes-in-log.ts";

/** What was said of teams, of matches to come and of prices, as the log holds it. */
export class SaidInLog {
  readonly #ids = new Set<string>();
  readonly #quotes = new QuotesInLog();
  readonly #statements: Statement[] = [];

  /** Whether the log has these very words. Of what it does not keep track of, entries of matches, it says no. */
  has(record: ProviderRecord): boolean {
    if (record.schema === "Odds") return this.#quotes.has(record.value);
    return isStatement(record) && this.#ids.has(statementId(record));
  }

  add(record: ProviderRecord): void {
    if (record.schema === "Odds") this.#quotes.add(record.value);
    if (!isStatement(record)) return;
    this.#ids.add(statementId(record));
    this.#statements.push(record);
  }

  /** In the order of the log, a topic after another: those of one team or match as they came. */
  get statements(): readonly Statement[] {
    return this.#statements;
  }
}

function isStatement(record: ProviderRecord | MatchEntry): record is Statement {
  return record.schema === "Availability" || record.schema === "Weather" || record.schema === "NewsItem";
}

/** Reads team.availability, team.news, match.weather and market.odds to their present ends. */
export async function readSaid(
  client: LogClient,
  openSerde: OpenSerde,
  onUndecodable?: OnUndecodable,
): Promise<SaidInLog> {
  const said = new SaidInLog();
  const add = ({ schema, value }: { readonly schema: string | null; readonly value: unknown }) => {
    if (value !== null) said.add({ schema, value } as ProviderRecord);
  };
  await Promise.all([
    readToEnd(client, openSerde, teamAvailability, add, onUndecodable),
    readToEnd(client, openSerde, teamNews, add, onUndecodable),
    readToEnd(client, openSerde, matchWeather, add, onUndecodable),
    readToEnd(client, openSerde, marketOdds, add, onUndecodable),
  ]);
  return said;
}

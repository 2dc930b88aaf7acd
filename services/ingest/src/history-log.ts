import type { Result } from "@touchline/schemas";
import type { LogClient, OpenSerde } from "@touchline/streams";
import { feedHealth, marketOdds, matchResults } from "@touchline/topics";
import { type OnUndecodable, readToEnd } from "./known-log.ts";
import type { HistoryLog } from "./providers/history.ts";
import { filesHeader, type HistoryStatement, readFiles } from "./providers/history-statement.ts";
import { QuotesInLog } from "./quotes-in-log.ts";

/** What feed.health, match.results and market.odds hold of history. */
export function historyLog(client: LogClient, openSerde: OpenSerde, onUndecodable?: OnUndecodable): HistoryLog {
  return {
    async statement() {
      let last: HistoryStatement | undefined;
      await readToEnd(
        client,
        openSerde,
        feedHealth,
        ({ key, value, headers }) => {
          if (key !== "history" || value === null) return;
          const { completeTo, positions } = value;
          last = { completeTo, positions, files: readFiles(headers[filesHeader]) };
        },
        onUndecodable,
      );
      return last;
    },
    async results() {
      const results = new Map<string, Result>();
      await readToEnd(
        client,
        openSerde,
        matchResults,
        ({ key, value }) => {
          if (value === null) results.delete(key);
          else results.set(key, value);
        },
        onUndecodable,
      );
      return results;
    },
    async quotes() {
      const quotes = new QuotesInLog();
      await readToEnd(
        client,
        openSerde,
        marketOdds,
        ({ value }) => {
          if (value !== null) quotes.add(value);
        },
        onUndecodable,
      );
      return quotes;
    },
    async ends() {
      return (await client.offsets(matchResults.name)).map(({ high }) => Number(high));
    },
  };
}

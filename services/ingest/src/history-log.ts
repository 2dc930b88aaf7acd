import type { LinedUp, Result } from "@touchline/schemas";
import type { LogClient, OpenSerde } from "@touchline/streams";
import { feedHealth, marketOdds, matchLineUps, matchResults } from "@touchline/topics";
import { type OnUndecodable, readToEnd } from "./known-log.ts";
import type { HistoryLog } from "./providers/history.ts";
import { filesHeader, type HistoryStatement, readFiles } from "./providers/history-statement.ts";
import { QuotesInLog } from "./quotes-in-log.ts";

/** What feed.health, match.results, market.odds and match.line-ups hold of history. */
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
          const { completeTo, positions, lineUpPositions } = value;
          last = { completeTo, positions, lineUpPositions, files: readFiles(headers[filesHeader]) };
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
    async lineUps() {
      const lineUps = new Map<string, LinedUp>();
      await readToEnd(
        client,
        openSerde,
        matchLineUps,
        ({ key, value }) => {
          if (value === null) lineUps.delete(key);
          else lineUps.set(key, value);
        },
        onUndecodable,
      );
      return lineUps;
    },
    async ends() {
      const endsOf = async (topic: string) => (await client.offsets(topic)).map(({ high }) => Number(high));
      const [results, lineUps] = await Promise.all([endsOf(matchResults.name), endsOf(matchLineUps.name)]);
      return { results, lineUps };
    },
  };
}

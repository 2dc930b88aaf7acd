import type { Result } from "@touchline/schemas";
import type { LogClient, OpenSerde } from "@touchline/streams";
import { feedHealth, matchResults } from "@touchline/topics";
import { type OnUndecodable, readToEnd } from "./known-log.ts";
import { dataHashHeader, type HistoryLog, type HistoryStatementInLog } from "./providers/history.ts";

/** What feed.health and match.results hold of history. */
export function historyLog(client: LogClient, openSerde: OpenSerde, onUndecodable?: OnUndecodable): HistoryLog {
  return {
    async statement() {
      let last: HistoryStatementInLog | undefined;
      await readToEnd(
        client,
        openSerde,
        feedHealth,
        ({ key, value, headers }) => {
          if (key !== "history" || value === null) return;
          last = { completeTo: value.completeTo, positions: value.positions, dataHash: headers[dataHashHeader] };
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
    async ends() {
      return (await client.offsets(matchResults.name)).map(({ high }) => Number(high));
    },
  };
}

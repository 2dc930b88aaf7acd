import type { MatchEntry, ToldRecord } from "@touchline/football";
import { type LogClient, type OpenSerde, type Origin, openView, type Topic } from "@touchline/streams";
import {
  deadLettersOf,
  marketOdds,
  matchEvents,
  matchResults,
  matchWeather,
  teamAvailability,
  teamNews,
} from "@touchline/topics";

/** What a log holds already, so that a restart goes on where it ended and says nothing twice. */
export interface KnownLog {
  /** Entries of a match, in the order they were accepted in. */
  entriesOf(matchId: string): readonly MatchEntry[];
  /** What else was accepted and is needed to judge what comes, in its order. */
  readonly told?: readonly ToldRecord[];
  /** Whether this version was refused for this reason before. */
  refusedBefore(correlationId: string, code: string): boolean;
}

/** Told of each record that cannot be read; it is passed over, for one bad record must not keep all others out. */
export type OnUndecodable = (record: Origin, error: Error) => void;

export const emptyLog: KnownLog = { entriesOf: () => [], refusedBefore: () => false };

/** Reads match.events, and what ingest refused, to their present ends; keeps the matches that `wanted` names. */
export async function readKnownLog(
  client: LogClient,
  openSerde: OpenSerde,
  wanted: (matchId: string) => boolean,
  onUndecodable?: OnUndecodable,
): Promise<KnownLog> {
  const entries = new Map<string, MatchEntry[]>();
  const [refusedBefore] = await Promise.all([
    readRefusals(client, openSerde, onUndecodable),
    readToEnd(
      client,
      openSerde,
      matchEvents,
      ({ key, ...record }) => {
        if (record.value === null || !wanted(key)) return;
        const ofMatch = entries.get(key);
        const entry = { schema: record.schema, value: record.value } as MatchEntry;
        if (ofMatch === undefined) entries.set(key, [entry]);
        else ofMatch.push(entry);
      },
      onUndecodable,
    ),
  ]);
  return { entriesOf: (matchId) => entries.get(matchId) ?? [], refusedBefore };
}

/** Reads the dead letters that ingest has written. */
export async function readRefusals(
  client: LogClient,
  openSerde: OpenSerde,
  onUndecodable?: OnUndecodable,
): Promise<KnownLog["refusedBefore"]> {
  const refused = new Set<string>();
  const topics = [matchEvents, matchResults, marketOdds, matchWeather, teamAvailability, teamNews];
  await Promise.all(
    topics.map((topic) =>
      readToEnd(
        client,
        openSerde,
        deadLettersOf(topic),
        ({ headers, value }) => {
          if (value?.stage === "ingest") refused.add(`${headers["correlation-id"]} ${value.code}`);
        },
        onUndecodable,
      ),
    ),
  );
  return (correlationId, code) => refused.has(`${correlationId} ${code}`);
}

/** Applies each record that a topic holds now, those that cannot be read apart. Rejects where the topic cannot be read to its end. */
export async function readToEnd<S extends Topic["schemas"]>(
  client: LogClient,
  openSerde: OpenSerde,
  topic: Topic<S>,
  apply: Parameters<typeof openView<S>>[1]["apply"],
  onUndecodable: OnUndecodable = () => {},
): Promise<void> {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const view = await openView(topic, { client, openSerde, apply, onFailure: reject, onUndecodable });
  try {
    await Promise.race([view.caughtUp, failed]);
  } finally {
    await view.close();
  }
}

import { type OpenSerde, openView, type ReadingClient } from "@touchline/streams";
import { matchAlerts } from "@touchline/topics";

interface Log {
  readonly client: ReadingClient;
  readonly openSerde: OpenSerde;
}

/** Prints alerts as they come, until it is interrupted. Rejects where the topic cannot be read on. */
export async function watch(
  log: Log,
  matches: readonly string[],
  { all, json }: { readonly all: boolean; readonly json: boolean },
): Promise<number> {
  const ended = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ended.resolve());
  let showing = all;
  const view = await openView(matchAlerts, {
    ...log,
    onFailure: ended.reject,
    apply({ value }) {
      if (!showing || value === null || (matches.length > 0 && !matches.includes(value.matchId))) return;
      const { state, endedBecause, ruleId, text } = value;
      const how = endedBecause === null ? state : `${state} ${endedBecause}`;
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${how.padEnd(20)} ${ruleId}: ${text}\n`);
    },
  });
  try {
    await Promise.race([view.caughtUp, ended.promise]);
    showing = true;
    await ended.promise;
    return 0;
  } finally {
    await view.close();
  }
}

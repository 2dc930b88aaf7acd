import type { LogClient, OutRecord } from "./log-client.ts";
import type { View } from "./view.ts";

/** What stands in a topic now, by a view of it that is opened, read to its end and closed. Rejects with what fails it. */
export async function readToEnd<V extends Pick<View, "caughtUp" | "close">>(
  open: (onFailure: (error: Error) => void) => Promise<V>,
): Promise<V> {
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  const view = await open(failed.reject);
  try {
    await Promise.race([view.caughtUp, failed.promise]);
    return view;
  } finally {
    await view.close();
  }
}

/**
 * Writes records that depend on what stands in the log, one writer of an id at a time, and gives what they were made from. Whoever comes
 * fences the one before, so nothing is added between what `make` reads and what is written. Rejects with FENCED where another has come since;
 * nothing is written then.
 */
export async function commitAlone<T>(
  client: Pick<LogClient, "transactionalWriter">,
  transactionalId: string,
  make: () => Promise<{ readonly made: T; readonly records: readonly OutRecord[] }>,
): Promise<T> {
  const writer = await client.transactionalWriter({ transactionalId });
  try {
    const { made, records } = await make();
    await writer.commit(records);
    return made;
  } finally {
    await writer.close();
  }
}

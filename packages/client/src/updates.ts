import type { LiveClient } from "./connect.ts";
import type { MatchView } from "./protocol.ts";

/** Yields the newest image of each match that moved, in the order in which they first did. Never holds more than one a match. */
export async function* newestOfEach(client: LiveClient): AsyncGenerator<MatchView, void, undefined> {
  const waiting = new Map<string, MatchView>();
  let wake = () => {};
  let closed: boolean = client.status === "closed";
  const stops = [
    client.on("match", ({ match }) => {
      waiting.set(match.matchId, match);
      wake();
    }),
    client.on("status", (status) => {
      closed = status === "closed";
      wake();
    }),
  ];
  try {
    while (!closed) {
      for (const [matchId, match] of waiting) {
        waiting.delete(matchId);
        yield match;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (waiting.size > 0 || closed) resolve();
      });
    }
  } finally {
    for (const stop of stops) stop();
  }
}

import type { MatchView, ReplayView } from "./protocol.ts";

/** The predictions of a replay as the stream gave them, in order. What has not changed is shared between them. */
export function replayed({ image, deltas }: ReplayView): MatchView[] {
  const views = [image];
  let last = image;
  for (const { sequence, set } of deltas) {
    last = { ...last, ...set, sequence };
    views.push(last);
  }
  return views;
}

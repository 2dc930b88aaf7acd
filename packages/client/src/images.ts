import type { MatchView, ServerMessage } from "./protocol.ts";

type Image = Extract<ServerMessage, { type: "image" }>;
type Delta = Extract<ServerMessage, { type: "delta" }>;

/** What became of a frame: the match's new image, nothing (it was known already), or a hole before it. */
export type Applied = { readonly match: MatchView } | "known" | "gap";

/** The images of all matches that were seen, kept up to date by applying deltas. */
export class Images {
  readonly #matches = new Map<string, MatchView>();

  get matches(): ReadonlyMap<string, MatchView> {
    return this.#matches;
  }

  apply(frame: Image | Delta): Applied {
    if (frame.type === "image") {
      this.#matches.set(frame.match.matchId, frame.match);
      return { match: frame.match };
    }
    const before = this.#matches.get(frame.matchId);
    if (before === undefined) return "gap";
    if (frame.sequence <= before.sequence) return "known";
    if (frame.sequence !== before.sequence + 1) return "gap";
    const match = { ...before, ...frame.set, sequence: frame.sequence };
    this.#matches.set(frame.matchId, match);
    return { match };
  }

  delete(matchId: string): void {
    this.#matches.delete(matchId);
  }
}

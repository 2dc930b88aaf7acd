import type { MatchView, PredictionPoint } from "@touchline/client";

/** How a match came to where it stands: read once over REST, then continued with what the stream brings. */
export class History {
  points = $state.raw<readonly PredictionPoint[]>([]);
  state = $state.raw<"loading" | "ready" | "failed">("loading");
  readonly #matchId: string;
  /** What came while the history was being read; undefined while it is not. */
  #arrived: PredictionPoint[] | undefined;

  constructor(matchId: string) {
    this.#matchId = matchId;
  }

  /** Takes the match's next image in; where it does not follow on what is known, the history is read again. */
  continueWith(view: MatchView): void {
    const last = this.points.at(-1);
    if (view.sequence === last?.sequence) return;
    if (this.#arrived !== undefined) this.#arrived.push(view);
    else if (last !== undefined && view.sequence === last.sequence + 1) this.points = [...this.points, view];
    else void this.read();
  }

  async read(): Promise<void> {
    if (this.#arrived !== undefined) return;
    this.#arrived = [];
    try {
      const answer = await fetch(`/v1/matches/${encodeURIComponent(this.#matchId)}/predictions`);
      if (!answer.ok) throw new Error(`the edge answered ${answer.status}`);
      const { predictions } = (await answer.json()) as { readonly predictions: PredictionPoint[] };
      for (const point of this.#arrived) {
        if (point.sequence === (predictions.at(-1)?.sequence ?? 0) + 1) predictions.push(point);
      }
      this.points = predictions;
      this.state = "ready";
    } catch {
      this.state = "failed";
    } finally {
      this.#arrived = undefined;
    }
  }
}

import { type OpenSerde, type Origin, openView, type ReadingClient, type View } from "@touchline/streams";
import { alertRules } from "@touchline/topics";
import type { RuleError } from "../rule-error.ts";
import { RulesTimeline } from "../rules-timeline.ts";

export interface RulesViewOptions {
  readonly client: ReadingClient;
  readonly openSerde: OpenSerde;
  readonly onFailure: (error: Error) => void;
  /** Told of each record that cannot be read, or is refused: it changes nothing. */
  readonly onRefused?: (record: Origin, error: Error | RuleError) => void;
}

export interface RulesView extends Pick<View, "caughtUp" | "close"> {
  readonly timeline: RulesTimeline;
}

/** Reads alert.rules from its start and follows it. */
export async function openRulesView(options: RulesViewOptions): Promise<RulesView> {
  const { client, openSerde, onFailure, onRefused = () => {} } = options;
  const timeline = new RulesTimeline();
  const view = await openView(alertRules, {
    client,
    openSerde,
    onFailure,
    onUndecodable: onRefused,
    apply: (record) => {
      // who takes a record back takes it from those that read it later, too
      if (record.schema === null) return;
      const refusal = timeline.apply(record.value);
      if (refusal !== undefined) onRefused(record, refusal);
    },
  });
  return { timeline, caughtUp: view.caughtUp, close: () => view.close() };
}

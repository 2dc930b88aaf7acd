import { type OpenSerde, type Origin, openView, type ReadingClient, type View } from "@touchline/streams";
import { alertRules } from "@touchline/topics";
import type { LatestRules } from "../latest-rules.ts";
import type { RuleError } from "../rule-error.ts";

export interface RulesViewOptions {
  /** What takes the changes in: a timeline where the past is asked for. */
  readonly rules: LatestRules;
  readonly client: ReadingClient;
  readonly openSerde: OpenSerde;
  readonly onFailure: (error: Error) => void;
  /** Told of each record that cannot be read, or is refused: it changes nothing. */
  readonly onRefused?: (record: Origin, error: Error | RuleError) => void;
}

export type RulesView = Pick<View, "caughtUp" | "close">;

/** Reads alert.rules from its start and follows it. */
export async function openRulesView(options: RulesViewOptions): Promise<RulesView> {
  const { rules, client, openSerde, onFailure, onRefused = () => {} } = options;
  const view = await openView(alertRules, {
    client,
    openSerde,
    onFailure,
    onUndecodable: onRefused,
    apply: (record) => {
      // who takes a record back takes it from those that read it later, too
      if (record.schema === null) return;
      const refusal = rules.apply(record.value);
      if (refusal !== undefined) onRefused(record, refusal);
    },
  });
  return { caughtUp: view.caughtUp, close: () => view.close() };
}

import type { AlertRuleChange } from "@touchline/schemas";
import { type LogClient, type OpenSerde, StreamsError } from "@touchline/streams";
import { alertRules } from "@touchline/topics";
import { RuleError } from "../rule-error.ts";
import { proposeRule, type RuleRequest } from "../rules.ts";
import type { RulesTimeline } from "../rules-timeline.ts";
import { openRulesView } from "./view.ts";

interface Log {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
}

/** What all that stands in alert.rules now comes to. */
export async function readRules(log: Log): Promise<RulesTimeline> {
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  const view = await openRulesView({ ...log, onFailure: failed.reject });
  try {
    await Promise.race([view.caughtUp, failed.promise]);
    return view.timeline;
  } finally {
    await view.close();
  }
}

/**
 * Changes the rules. One change at a time: who comes second fences the first, which rejects with RULE_CONFLICT where it
 * had not written yet. Rejects with another `RuleError` where the change is refused; nothing is written then.
 */
export async function changeRules(log: Log, request: RuleRequest, now = Date.now()): Promise<AlertRuleChange> {
  // fences first, so that nothing is added between what is read and what is written
  const writer = await log.client.transactionalWriter({ transactionalId: "alert-rules" });
  try {
    const { latest } = await readRules(log);
    const change = proposeRule(latest, request, now);
    const serde = await log.openSerde(alertRules);
    const value = serde.encode({ schema: "AlertRuleChange", value: change });
    await writer.commit([
      { topic: alertRules.name, partition: 0, key: Buffer.from(`change/${change.revision}`), value },
    ]);
    return change;
  } catch (cause) {
    if (!(cause instanceof StreamsError && cause.code === "FENCED")) throw cause;
    const why = "the rules were changed by another at the same time: look at them, and state yours again";
    throw new RuleError("RULE_CONFLICT", why, { cause });
  } finally {
    await writer.close();
  }
}

import type { AlertRuleChange } from "@touchline/schemas";
import { commitAlone, type LogClient, type OpenSerde, readToEnd, StreamsError } from "@touchline/streams";
import { alertRules } from "@touchline/topics";
import { LatestRules } from "../latest-rules.ts";
import { RuleError } from "../rule-error.ts";
import { proposeRule, type RuleRequest, type Rules } from "../rules.ts";
import { openRulesView } from "./view.ts";

interface Log {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
}

/** What all that stands in alert.rules now comes to. */
export async function readRules(log: Log): Promise<Rules> {
  const rules = new LatestRules();
  await readToEnd((onFailure) => openRulesView({ ...log, rules, onFailure }));
  return rules.latest;
}

/**
 * Changes the rules. One change at a time: who comes second fences the first, which rejects with RULE_CONFLICT where it
 * had not written yet. Rejects with another `RuleError` where the change is refused; nothing is written then.
 */
export async function changeRules(log: Log, request: RuleRequest, now = Date.now()): Promise<AlertRuleChange> {
  try {
    return await commitAlone(log.client, "alert-rules", async () => {
      const made = proposeRule(await readRules(log), request, now);
      const serde = await log.openSerde(alertRules);
      const value = serde.encode({ schema: "AlertRuleChange", value: made });
      const key = Buffer.from(`change/${made.revision}`);
      return { made, records: [{ topic: alertRules.name, partition: 0, key, value }] };
    });
  } catch (cause) {
    if (!(cause instanceof StreamsError && cause.code === "FENCED")) throw cause;
    const why = "the rules were changed by another at the same time: look at them, and state yours again";
    throw new RuleError("RULE_CONFLICT", why, { cause });
  }
}

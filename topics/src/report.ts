import type { Change, Plan } from "./changes.ts";

/** A plan as lines for a terminal: + made, ~ changed, - deleted, ! refused, ? left alone. */
export function report(plan: Plan): readonly string[] {
  const { changes, refusals, notes } = plan;
  const lines = [
    ...changes.map(changeLine),
    ...refusals.map(({ subject, why }) => `! ${subject}: refused: ${why}`),
    ...notes.map(({ subject, text }) => `? ${subject}: ${text}`),
  ];
  if (refusals.length > 0) return [...lines, `${refusals.length} refused: nothing is changed as long as they stand`];
  return [...lines, changes.length === 0 ? "nothing to do" : `${changes.length} to change`];
}

/** One change as a line. */
export function changeLine(change: Change): string {
  switch (change.kind) {
    case "create-topic": {
      const { name, partitions, replication, config } = change.topic;
      const settings = Object.entries(config).map(([setting, value]) => `${setting}=${value}`);
      return `+ ${name}: topic of ${partitions} partitions x ${replication}, ${settings.join(" ")}`;
    }
    case "set-config": {
      const drift = change.drift.map((d) => `${d.setting} ${d.found ?? "(default)"} -> ${d.wanted ?? "(default)"}`);
      return `~ ${change.topic}: ${drift.join(", ")}`;
    }
    case "delete-topic":
      return `- ${change.topic}: delete with all its records, ${change.why}`;
    case "register-schema":
      return `+ ${change.subject}: register version ${change.version}`;
    case "set-compatibility":
      return `~ ${change.subject}: compatibility ${change.found ?? "(default)"} -> ${change.wanted}`;
  }
}

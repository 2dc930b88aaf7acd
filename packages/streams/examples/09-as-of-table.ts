/**
 * Goals with the keeper who was in goal at the time: a stream joined to a table as of each record's own time. A keeper who is
 * announced late counts from when he came on.
 */
import { source, topology, versionedStore } from "@touchline/streams";
import { deadLettersOf, example, minuteMs, partitions, say, topicOf } from "./example.ts";

interface Keeper {
  readonly name: string;
  /** Since when, ms since the epoch. */
  readonly since: number;
}

const keepers = topicOf<Keeper, "Keeper">("example-09.keepers", "Keeper");
const goals = topicOf<{ readonly by: string }, "Goal">("example-09.goals", "Goal");
const beaten = topicOf<{ readonly by: string; readonly keeper: string | null }, "Beaten">(
  "example-09.beaten",
  "Beaten",
);

const stores = {
  keepers: versionedStore<Keeper>({ name: "keepers", at: ({ since }) => since, retention: 30 * minuteMs }),
};

const joining = topology({
  application: "example-09",
  changelog: { name: "example-09.changelog", partitions },
  stores,
  sources: [
    source<typeof keepers.schemas, typeof stores>({
      topic: keepers,
      deadLetters: deadLettersOf(keepers),
      process: ({ key, value }, { stores }) => void stores.keepers.put(key, String(value.since), value),
    }),
    source<typeof goals.schemas, typeof stores>({
      topic: goals,
      deadLetters: deadLettersOf(goals),
      process({ key, value: { by }, timestamp }, { stores, emit }) {
        const keeper = stores.keepers.asOf(key, timestamp)?.state?.name ?? null;
        emit(beaten, key, { schema: "Beaten", value: { by, keeper } });
      },
    }),
  ],
  sinks: [beaten],
});

const saysKeeper = say(keepers);
const saysGoal = say(goals);
const time = (text: string) => Date.parse(`2026-05-24T${text}Z`);

export default example({
  topology: joining,
  input: [
    saysKeeper("14:55:00", "m1/away", { name: "Neuer", since: time("15:00:00") }),
    saysGoal("15:20:00", "m1/away", { by: "Saka" }),
    saysGoal("15:33:00", "m1/away", { by: "Rice" }),
    // announced at 15:34, on since 15:30
    saysKeeper("15:34:00", "m1/away", { name: "Ulreich", since: time("15:30:00") }),
    saysGoal("15:50:00", "m1/away", { by: "Kane" }),
    saysGoal("15:55:00", "m2/away", { by: "Mbappe" }),
  ],
  output: [beaten],
  tells: [
    '15:20:00 beaten m1/away {"by":"Saka","keeper":"Neuer"}',
    '15:33:00 beaten m1/away {"by":"Rice","keeper":"Neuer"}',
    '15:50:00 beaten m1/away {"by":"Kane","keeper":"Ulreich"}',
    '15:55:00 beaten m2/away {"by":"Mbappe","keeper":null}',
  ],
});

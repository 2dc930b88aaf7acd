/** Expected goals of the last ten minutes, shot by shot. What is told more than five minutes late is a dead letter. */
import { sliding, source, topology, windowStore } from "@touchline/streams";
import { deadLettersOf, example, minuteMs, partitions, say, topicOf } from "./example.ts";

interface Shot {
  readonly id: string;
  readonly expectedGoals: number;
}

interface Pressure {
  readonly shots: number;
  readonly expectedGoals: number;
}

const shots = topicOf<Shot, "Shot">("example-06.shots", "Shot");
const pressure = topicOf<Pressure, "Pressure">("example-06.pressure", "Pressure");

const stores = {
  shots: windowStore<Shot & { readonly at: number }, number>({
    name: "shots",
    window: sliding(10 * minuteMs),
    retention: 5 * minuteMs,
    at: ({ at }) => at,
    initial: () => 0,
    fold: (sum, { expectedGoals }) => sum + expectedGoals,
  }),
};

const pressing = topology({
  application: "example-06",
  changelog: { name: "example-06.changelog", partitions },
  stores,
  sources: [
    source<typeof shots.schemas, typeof stores>({
      topic: shots,
      deadLetters: deadLettersOf(shots),
      late: { after: 5 * minuteMs, policy: "deadLetter" },
      process({ key, value, timestamp }, { stores, emit }) {
        stores.shots.put(key, value.id, { ...value, at: timestamp });
        const { count, state } = stores.shots.asOf(key, timestamp) ?? { count: 0, state: 0 };
        const expectedGoals = Math.round(100 * state) / 100;
        emit(pressure, key, { schema: "Pressure", value: { shots: count, expectedGoals } });
      },
    }),
  ],
  sinks: [pressure],
});

const says = say(shots);

export default example({
  topology: pressing,
  input: [
    says("15:01:00", "m1/home", { id: "s1", expectedGoals: 0.1 }),
    says("15:06:00", "m1/home", { id: "s2", expectedGoals: 0.25 }),
    says("15:12:00", "m1/home", { id: "s3", expectedGoals: 0.05 }),
    says("15:08:00", "m1/home", { id: "s4", expectedGoals: 0.4 }),
    says("15:05:00", "m1/home", { id: "s5", expectedGoals: 0.3 }),
    says("15:16:00", "m1/home", { id: "s6", expectedGoals: 0.02 }),
  ],
  output: [pressure, deadLettersOf(shots)],
  tells: [
    '15:01:00 pressure m1/home {"shots":1,"expectedGoals":0.1}',
    '15:06:00 pressure m1/home {"shots":2,"expectedGoals":0.35}',
    '15:08:00 pressure m1/home {"shots":3,"expectedGoals":0.75}',
    '15:12:00 pressure m1/home {"shots":2,"expectedGoals":0.3}',
    '15:16:00 pressure m1/home {"shots":3,"expectedGoals":0.47}',
    "refused m1/home LATE: its time lies 420000 ms behind the stream time, 300000 ms are allowed for",
  ],
});

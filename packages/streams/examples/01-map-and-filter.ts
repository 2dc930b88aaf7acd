/** Of everything that happens in a match only the goals go on, in another form. No state, one record in, none or one out. */
import { source, topology } from "@touchline/streams";
import { deadLettersOf, example, partitions, say, topicOf } from "./example.ts";

interface Happening {
  readonly kind: "SHOT" | "GOAL" | "CARD";
  readonly minute: number;
  readonly player: string;
}

const happenings = topicOf<Happening, "Happening">("example-01.happenings", "Happening");
const goals = topicOf<{ readonly text: string }, "Goal">("example-01.goals", "Goal");

const stores = {};

const headlines = topology({
  application: "example-01",
  changelog: { name: "example-01.changelog", partitions },
  stores,
  sources: [
    source<typeof happenings.schemas, typeof stores>({
      topic: happenings,
      deadLetters: deadLettersOf(happenings),
      process({ key, value }, { emit }) {
        if (value.kind !== "GOAL") return;
        emit(goals, key, { schema: "Goal", value: { text: `${value.minute}' ${value.player}` } });
      },
    }),
  ],
  sinks: [goals],
});

const says = say(happenings);

export default example({
  topology: headlines,
  input: [
    says("15:09:10", "m1", { kind: "SHOT", minute: 10, player: "Kane" }),
    says("15:22:31", "m1", { kind: "GOAL", minute: 23, player: "Saka" }),
    says("15:40:02", "m2", { kind: "CARD", minute: 41, player: "Ramos" }),
    says("15:41:55", "m2", { kind: "GOAL", minute: 42, player: "Modric" }),
  ],
  output: [goals],
  tells: [`15:22:31 goals m1 {"text":"23' Saka"}`, `15:41:55 goals m2 {"text":"42' Modric"}`],
});

/** Form over the last three matches, as of any time: late results and corrected ones end where they belong. */
import { lastEntries, source, topology, windowStore } from "@touchline/streams";
import { deadLettersOf, example, minuteMs, partitions, say, topicOf } from "./example.ts";

interface Result {
  readonly match: string;
  readonly revision: number;
  readonly kickOff: number;
  readonly points: 0 | 1 | 3;
}

interface Form {
  readonly points: number;
  readonly matches: number;
}

const results = topicOf<Result, "Result">("example-05.results", "Result");
const forms = topicOf<Form, "Form">("example-05.forms", "Form");

const stores = {
  form: windowStore<Result, number>({
    name: "form",
    window: lastEntries(3),
    retention: 60 * minuteMs,
    at: ({ kickOff }) => kickOff,
    revision: ({ revision }) => revision,
    initial: () => 0,
    fold: (points, result) => points + result.points,
  }),
};

const rolling = topology({
  application: "example-05",
  changelog: { name: "example-05.changelog", partitions },
  stores,
  sources: [
    source<typeof results.schemas, typeof stores>({
      topic: results,
      deadLetters: deadLettersOf(results),
      time: ({ value }) => value.kickOff,
      process({ key: team, value }, { stores, emit, streamTime }) {
        const outcome = stores.form.put(team, value.match, value);
        if (outcome === "stale" || outcome === "expired") return;
        const { state: points, count: matches } = stores.form.asOf(team, streamTime) ?? { state: 0, count: 0 };
        emit(forms, team, { schema: "Form", value: { points, matches } });
      },
    }),
  ],
  sinks: [forms],
});

const says = say(results);
/** Matches kick off minutes apart here, so that all of it is one day. */
const result = (match: string, minute: number, points: Result["points"], revision = 1): Result => {
  return { match, revision, kickOff: Date.parse("2026-05-24T12:00:00Z") + minute * minuteMs, points };
};

export default example({
  topology: rolling,
  input: [
    says("12:05:00", "AJX", result("m1", 0, 3)),
    says("12:25:00", "AJX", result("m3", 20, 1)),
    says("12:35:00", "AJX", result("m4", 30, 3)),
    // told late: it goes before m3, so m1 is no longer among the last three
    says("12:36:00", "AJX", result("m2", 10, 0)),
    // a point too many was told of m4
    says("12:40:00", "AJX", result("m4", 30, 1, 2)),
    says("12:41:00", "AJX", result("m4", 30, 3, 1)),
  ],
  output: [forms],
  tells: [
    '12:05:00 forms AJX {"points":3,"matches":1}',
    '12:25:00 forms AJX {"points":4,"matches":2}',
    '12:35:00 forms AJX {"points":7,"matches":3}',
    '12:36:00 forms AJX {"points":4,"matches":3}',
    '12:40:00 forms AJX {"points":2,"matches":3}',
  ],
});

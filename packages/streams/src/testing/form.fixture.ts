import type { DeadLetter } from "../dead-letter.ts";
import { repartition } from "../repartition.ts";
import type { Schema } from "../schema.ts";
import { windowStore } from "../store.ts";
import type { ProcessContext } from "../topology.ts";
import { source, topology } from "../topology.ts";
import { lastEntries, sessions } from "../window.ts";

/** Topologies with windows, punctuation and corrections, for the tests of this package. */

export interface Result {
  readonly match: string;
  readonly team: string;
  readonly at: number;
  readonly goals: number;
  readonly revision: number;
  readonly cancelled: boolean;
}

export interface Form {
  readonly at: number;
  /** Goals of the last three results, each with its revision. */
  readonly goals: readonly string[];
}

export const results = {
  name: "results",
  partitions: 2,
  schemas: { Result: { name: "Result", definition: "" } as Schema<Result> },
};
export const resultLetters = {
  name: "results.dead-letters",
  partitions: 2,
  schemas: { DeadLetter: { name: "DeadLetter", definition: "" } as Schema<DeadLetter> },
};
export const forms = {
  name: "forms",
  partitions: 3,
  schemas: { Form: { name: "Form", definition: "" } as Schema<Form> },
};

export const retention = 80;
export const lateAfter = 60;
export const every = 20;
export const gap = 15;

const folded = {
  retention,
  at: ({ at }: Result) => at,
  revision: ({ revision }: Result) => revision,
  counts: ({ cancelled }: Result) => !cancelled,
  initial: (): readonly string[] => [],
  fold: (state: readonly string[], { match, goals, revision }: Result) => [...state, `${match}:${goals}/${revision}`],
};

const stores = {
  form: windowStore({ ...folded, name: "form", window: lastEntries(3) }),
  spells: windowStore({ ...folded, name: "spells", window: sessions(gap) }),
};

type Context = ProcessContext<typeof stores>;

function take(team: string, result: Result, { stores, emit }: Context): void {
  const outcome = stores.form.put(team, result.match, result);
  stores.spells.put(team, result.match, result);
  const goals = stores.form.asOf(team, result.at)?.state ?? [];
  if (outcome !== "stale") emit(forms, team, { schema: "Form", value: { at: result.at, goals } });
}

/** Form of each team, told with each result, and every so often. A result of no goals at all is refused after a write. */
export const form = topology({
  application: "form",
  changelog: { name: "form.changelog", partitions: 2 },
  stores,
  sources: [
    source<typeof results.schemas, typeof stores>({
      topic: results,
      deadLetters: resultLetters,
      time: ({ value }) => value.at,
      late: { after: lateAfter, policy: "deadLetter" },
      process(record, context) {
        take(record.key, record.value, context);
        if (record.value.goals < 0) context.deadLetter({ code: "REFUSED", message: "asked to" });
      },
    }),
  ],
  sinks: [forms],
  punctuate: [
    {
      every,
      do({ stores, emit }, at) {
        for (const team of stores.form.keys()) {
          const goals = stores.form.asOf(team, at)?.state ?? [];
          emit(forms, team, { schema: "Form", value: { at, goals: ["told", ...goals] } });
        }
      },
    },
  ],
});

export const byTeam = repartition({
  name: "results.by-team",
  partitions: 2,
  schemas: results.schemas,
  writtenBy: 2,
  markEvery: 10,
});
const byTeamLetters = { ...resultLetters, name: "results.by-team.dead-letters" };

/** The same, of results that come by match: each goes on to its team's task. */
export const formByTeam = topology({
  application: "form-by-team",
  changelog: { name: "form-by-team.changelog", partitions: 2 },
  stores,
  sources: [
    source<typeof results.schemas, typeof stores>({
      topic: results,
      deadLetters: resultLetters,
      time: ({ value }) => value.at,
      process: ({ value }, { emit }) => emit(byTeam, value.team, { schema: "Result", value }),
    }),
    source<typeof byTeam.schemas, typeof stores>({
      topic: byTeam,
      deadLetters: byTeamLetters,
      time: ({ value }) => value.at,
      idleAfter: 10_000,
      process: (record, context) => take(record.key, record.value, context),
    }),
  ],
  sinks: [byTeam, forms],
});

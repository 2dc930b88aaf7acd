import { distribution } from "../percentile.ts";

/** How long a form of a model takes for a match, and how many it does in a second. */
export interface Pace {
  readonly p50Us: number;
  readonly p99Us: number;
  readonly perSecond: number;
}

/** A form of a model: answers about some matches, so many in a call. */
export interface Form {
  readonly name: string;
  readonly matches: number;
  call(from: number): void;
}

/**
 * Goes through all matches with each form in turn, several times, so that what else the machine does meets all alike. Latencies are of a call,
 * divided by its matches; throughput is of the fastest of all rounds, so that it is what the form can do where nothing else is done.
 */
export function paces(forms: readonly Form[], matches: number, rounds: number): Record<string, Pace> {
  const latencies: number[][] = forms.map(() => []);
  const fastest = forms.map(() => 0);
  // the first round is for the compiler
  for (let round = 0; round <= rounds; round++) {
    forms.forEach((form, f) => {
      const started = process.hrtime.bigint();
      let done = 0;
      for (; done + form.matches <= matches; done += form.matches) {
        const before = process.hrtime.bigint();
        form.call(done);
        if (round > 0) latencies[f]?.push(Number(process.hrtime.bigint() - before) / 1e3 / form.matches);
      }
      const perSecond = (1e9 * done) / Number(process.hrtime.bigint() - started);
      if (round > 0) fastest[f] = Math.max(fastest[f] as number, perSecond);
    });
  }
  return Object.fromEntries(
    forms.map(({ name }, f) => {
      const { p50, p99 } = distribution(latencies[f] as number[]);
      return [name, { p50Us: p50, p99Us: p99, perSecond: Math.round(fastest[f] as number) }];
    }),
  );
}

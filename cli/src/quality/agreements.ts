import { type Agreement, agreementOf } from "@touchline/quality";
import type { Source } from "./source.ts";

/** How two sources agree, with a few examples of what they dispute. */
export interface SourcesAgreement extends Pick<Agreement, "same" | "mistaken"> {
  readonly first: string;
  readonly second: string;
  readonly disputed: number;
  readonly disputes: readonly string[];
  /** Clubs, or nations, that the first tells matches of and the second, which has others of them, does not. */
  readonly teamsOnlyFirst: readonly string[];
}

const shown = 5;

/** Of each two sources that tell some of the same matches; the one with fewer matches first. */
export function agreements(sources: readonly Source[]): SourcesAgreement[] {
  const withMatches = sources.filter(({ played }) => played.length > 0);
  return withMatches.flatMap((one, index) =>
    withMatches.slice(index + 1).flatMap((other) => {
      const [first, second] = one.played.length <= other.played.length ? [one, other] : [other, one];
      const kinds = new Set(second.played.map(kindOf));
      const comparable = first.played.filter((match) => kinds.has(kindOf(match)));
      const { same, mistaken, disputed, teamsOnlyFirst } = agreementOf(comparable, second.played);
      if (same + disputed.length === 0) return [];
      const disputes = disputed.slice(0, shown).map(([a, b]) => {
        const scores = [a, b].map(({ homeGoals, awayGoals, place }) => `${homeGoals}-${awayGoals} (${place})`);
        return `${a.home} - ${a.away}: ${scores.join(", ")}`;
      });
      const counts = { same, disputed: disputed.length, disputes, mistaken, teamsOnlyFirst };
      return [{ first: first.name, second: second.name, ...counts }];
    }),
  );
}

/** Clubs and nations do not meet: club or nation. */
const kindOf = ({ home }: Source["played"][number]): string => home.slice(0, home.indexOf(":"));

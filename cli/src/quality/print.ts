import type { FaultCount, SeasonGap, SourceReport, UnknownTeam } from "@touchline/quality";
import type { SourcesAgreement } from "./agreements.ts";

const shown = 12;
const classes = ["missing", "impossible", "duplicate", "late"] as const;

/** A source's report for people: what it is, then a block for each thing that there is to say of it. */
export function linesOfSource(report: SourceReport): string[] {
  const { source, records, from, to, missing, faults, late, gaps, unknownTeams } = report;
  const span = from === null || to === null ? "" : `, ${from.slice(0, 10)} to ${to.slice(0, 10)}`;
  const empty = missing.filter((field) => field.missing > 0);
  return [
    source,
    `  ${count(records)} records${span}`,
    ...block(
      "empty fields",
      empty.map(({ field, missing: none, of }) => `${percent(none / of)}  ${field}`),
    ),
    ...classes.flatMap((each) => block(each, faults.filter((fault) => fault.class === each).flatMap(linesOfFault))),
    ...block("behind younger ones", late === null ? [] : [lineOfLate(late)]),
    ...block("seasons not whole", gaps.map(lineOfGap)),
    ...block("unknown teams", unknownTeams.map(lineOfTeam)),
    ...(faults.length + gaps.length + unknownTeams.length === 0 && late === null ? ["  nothing wrong"] : []),
    "",
  ];
}

export function linesOfAgreement(pair: SourcesAgreement): string[] {
  const { first, second, same, disputed, disputes, mistaken, teamsOnlyFirst } = pair;
  return [
    `${first} and ${second}`,
    `  ${count(same)} matches told alike, ${count(disputed)} with another score`,
    ...block("disputed", disputes),
    ...block(
      "perhaps another team",
      mistaken.map(
        ({ team, companion, together, of }) => `${team} looks like ${companion}: ${together} of ${of} matches`,
      ),
    ),
    ...block("teams of the first only", teamsOnlyFirst),
    "",
  ];
}

function block(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > shown ? [`    ... and ${lines.length - shown} more; --json has all`] : [];
  return [`  ${title}`, ...lines.slice(0, shown).map((line) => `    ${line}`), ...more];
}

function linesOfFault({ code, treatment, count: times, example }: FaultCount): string[] {
  const example1 = `${example.place}: ${example.message}`.replaceAll(/\s+/g, " ");
  return [`${count(times).padStart(7)}  ${code}, ${treatment.replace("_", " ")}`, `         ${example1.slice(0, 150)}`];
}

function lineOfLate({ records, p50Ms, p99Ms, maxMs }: NonNullable<SourceReport["late"]>): string {
  return `${count(records)} records, by ${span(p50Ms)} (p50), ${span(p99Ms)} (p99), ${span(maxMs)} (most)`;
}

function lineOfGap({ competition, season, teams, matches, expected, isLast, fewest, tooMany }: SeasonGap): string {
  const told = `${competition} ${season}: ${matches} matches, ${expected} if ${teams} teams play each other twice`;
  const few = fewest.map((each) => `${each.team} ${each.matches}`).join(", ");
  const many = tooMany.map((each) => `${each.team} ${each.matches}`).join(", ");
  return [
    told,
    ...(isLast ? ["its last season here"] : []),
    ...(few ? [`fewest: ${few}`] : []),
    ...(many ? [`too many: ${many}`] : []),
  ].join("; ");
}

function lineOfTeam({ name, id, records, place, candidates }: UnknownTeam): string {
  const likely = candidates.map((each) => `${each.name} (${each.id}, ${each.likeness})`).join(", ");
  return `"${name}" (${id}), ${count(records)} records, first in ${place}${likely ? `; perhaps ${likely}` : ""}`;
}

function count(number: number): string {
  return number.toLocaleString("en-GB");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}

/** A span of time in its largest whole unit. */
function span(ms: number): string {
  const units = [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1_000, "s"],
  ] as const;
  const [size, unit] = units.find(([each]) => ms >= each) ?? [1, "ms"];
  return `${Math.round(ms / size)} ${unit}`;
}

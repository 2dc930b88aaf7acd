import { type Refusal, refusal, slugOf } from "@touchline/football";
import { z } from "zod";
import type { ProviderRecord } from "../provider.ts";

/** What a file of statements can say. */
export type FiledRecord = Extract<
  ProviderRecord,
  { schema: "Availability" | "Weather" | "NewsItem" | "Odds" | "LineUp" | "Fixture" }
>;

const text = z.string().trim().min(1);
/** An ISO time with its offset, or ms since the epoch. */
const time = z.union([z.number(), z.iso.datetime({ offset: true }).transform(Date.parse)], {
  error: "expected a time as in 2018-05-13T14:00:00Z, or ms since 1970",
});
const side = z.enum(["HOME", "AWAY"]);
const team = z.strictObject({ id: text, name: text });
const position = z.enum(["GOALKEEPER", "DEFENDER", "MIDFIELDER", "FORWARD", "UNKNOWN"]).nullable().default(null);
const player = z.union([
  text.transform((name) => ({ id: null, name, position: null })),
  z.strictObject({ id: text.nullable().default(null), name: text, position }),
]);
const revision = z.int().optional();
/** What may be left out, and is then unknown. */
const unknown = <T extends z.ZodType>(type: T) => type.nullable().default(null);

/** A statement without a revision is a later version of the one before if it was said later: seconds since 1970 are in that order. */
const revisionOf = (said: { readonly revision?: number | undefined; readonly providerTime: number }): number =>
  said.revision ?? Math.max(1, Math.floor(said.providerTime / 1_000));

const forms = {
  Availability: z
    .strictObject({
      provider: text,
      teamId: text,
      revision,
      player,
      state: z.enum(["AVAILABLE", "DOUBTFUL", "OUT", "SUSPENDED", "UNKNOWN"]),
      reason: unknown(text),
      expectedReturn: unknown(time),
      providerTime: time,
    })
    .transform((said) => ({ ...said, revision: revisionOf(said) })),
  Weather: z
    .strictObject({
      provider: text,
      matchId: text,
      validAt: time,
      issuedAt: time,
      temperature: unknown(z.number()),
      windSpeed: unknown(z.number()),
      precipitation: unknown(z.number()),
      providerTime: time.optional(),
    })
    .transform((said) => ({ ...said, providerTime: said.providerTime ?? said.issuedAt })),
  NewsItem: z
    .strictObject({
      provider: text,
      itemId: text.optional(),
      teamId: text,
      headline: text,
      body: unknown(z.string()),
      url: unknown(text),
      language: text,
      providerTime: time,
    })
    .transform((said) => ({ ...said, itemId: said.itemId ?? storyId(said) })),
  Odds: z.strictObject({
    provider: text,
    matchId: text,
    market: z.enum(["MATCH_RESULT", "OVER_UNDER", "BOTH_TEAMS_TO_SCORE", "ASIAN_HANDICAP", "CORRECT_SCORE"]),
    line: unknown(z.number()),
    selections: z.array(z.strictObject({ name: text, price: z.number() })).min(1),
    inPlay: z.boolean().default(false),
    suspended: z.boolean().default(false),
    providerTime: time,
  }),
  LineUp: z
    .strictObject({
      provider: text,
      matchId: text,
      revision,
      side,
      announced: z.boolean().default(true),
      formation: unknown(text),
      starting: z.array(player),
      bench: z.array(player).default([]),
      providerTime: time,
    })
    .transform((said) => ({ ...said, revision: revisionOf(said) })),
  Fixture: z
    .strictObject({
      provider: text,
      matchId: text,
      revision,
      status: z.enum(["SCHEDULED", "POSTPONED", "CANCELLED", "ABANDONED"]).default("SCHEDULED"),
      competition: text,
      season: text,
      round: unknown(z.int()),
      kickOff: time,
      home: team,
      away: team,
      neutral: z.boolean().default(false),
      knockout: z.boolean().default(false),
      venue: unknown(text),
      referee: unknown(text),
      providerTime: time,
    })
    .transform((said) => ({ ...said, revision: revisionOf(said) })),
} as const;

/** The same headline on one day is the same story, whichever feed has it. */
function storyId({ headline, providerTime }: { readonly headline: string; readonly providerTime: number }): string {
  const day = Math.abs(providerTime) <= 8.64e15 ? new Date(providerTime).toISOString().slice(0, 10) : "";
  return `${day}/${slugOf(headline)}`;
}

/** A line of a file of statements; a refusal where it is none. docs/statements.md tells the form. */
export function readStatement(line: string): FiledRecord | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return refusal("STATEMENT_NOT_JSON", "it is no JSON");
  }
  if (json === null || typeof json !== "object" || Array.isArray(json)) {
    return refusal("STATEMENT_NOT_JSON", "it is no JSON object");
  }
  const { record, ...said } = json as { readonly record?: unknown };
  const form = Object.hasOwn(forms, String(record)) ? forms[record as keyof typeof forms] : undefined;
  if (form === undefined) {
    const known = Object.keys(forms).join(", ");
    return refusal("STATEMENT_INVALID", `its record is ${JSON.stringify(record)}: expected one of ${known}`);
  }
  const read = form.safeParse(said);
  if (read.success) return { schema: record, value: read.data } as FiledRecord;
  const [issue] = read.error.issues;
  return refusal("STATEMENT_INVALID", `${issue?.path.join(".") || record}: ${issue?.message}`);
}

/** What a file says that can be read, in its order. */
export function readFiled({ text: lines }: { readonly text: string }): FiledRecord[] {
  return lines.split("\n").flatMap((line) => {
    const read = line.trim() === "" ? undefined : readStatement(line);
    return read === undefined || "code" in read ? [] : [read];
  });
}

/** A record as a line of a file of statements, which reads as the same again. */
export function statementLine({ schema, value }: FiledRecord): string {
  const times = new Set(["providerTime", "expectedReturn", "validAt", "issuedAt", "kickOff"]);
  return JSON.stringify({ record: schema, ...value }, (name, member) =>
    times.has(name) && typeof member === "number" ? new Date(member).toISOString() : member,
  );
}

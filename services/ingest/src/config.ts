import { shippedFiles } from "@touchline/results";
import { z } from "zod";

const list = z.string().transform((text) => text.split(",").map((item) => item.trim()));

export const ingestConfig = z.object({
  INGEST_HISTORY: z
    .union([z.literal("none").transform(() => []), list])
    .default([...shippedFiles.results])
    .describe(
      "Files of past results (CSV, may be gzipped), comma separated; none publishes none. Default: those shipped.",
    ),
  INGEST_STATEMENTS: list
    .default([])
    .describe(
      "Files of what is known of teams and matches to come: absences, weather, news, prices (JSON lines, may be gzipped), comma separated. Default: none. docs/statements.md tells the form.",
    ),
  INGEST_TIMELINES: z
    .string()
    .default(shippedFiles.timelines)
    .describe("File of recorded matches to replay (JSON lines, may be gzipped). Default: the one shipped."),
  INGEST_MATCHES: z
    .union([
      z
        .string()
        .regex(/^\d{1,4}$/)
        .transform(Number),
      list,
    ])
    .default(6)
    .describe("Matches to replay: their ids, comma separated, or how many of the most eventful that are not over yet."),
  INGEST_SPEED: z
    .union([z.literal("max"), z.coerce.number().positive()], { error: "expected a number above 0, or max" })
    .default(60)
    .describe("Match time per real time: 1 is real speed, 60 a minute a second, max without waiting."),
  INGEST_STAGGER_SECONDS: z.coerce
    .number()
    .min(0)
    .default(0)
    .describe("Real time from the start of one match to that of the next, seconds; 0 starts all together."),
  INGEST_NEW_TEAMS: z
    .enum(["refuse", "accept"])
    .default("refuse")
    .describe(
      "What to do with a team that data/team_aliases.csv does not know: refuse its match, or make it a new team.",
    ),
});

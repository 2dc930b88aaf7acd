import { readDataFile } from "@touchline/results";
import { CliError } from "../error.ts";
import { type RecordedMatch, readRecordedMatch } from "./recorded-match.ts";

/** Matches of some files of timelines, in the order of their days, and how many were left out for what. */
export interface Timelines {
  readonly matches: readonly RecordedMatch[];
  readonly passedOver: Readonly<Record<string, number>>;
}

/** Reads files with one match a line. Throws OPTION_INVALID where no line of a file is a match. */
export function readTimelines(files: readonly string[]): Timelines {
  const passedOver: Record<string, number> = {};
  const matches = files.flatMap((file) => {
    const lines = readDataFile(file).toString("utf8").split("\n");
    const read = lines.filter((line) => line.trim() !== "").map(readRecordedMatch);
    const found = read.filter((each): each is RecordedMatch => !("reason" in each));
    for (const each of read) if ("reason" in each) passedOver[each.reason] = (passedOver[each.reason] ?? 0) + 1;
    if (found.length === 0)
      throw new CliError("OPTION_INVALID", `--timelines ${file}: no line of it is a match with its goals.`);
    return found;
  });
  return { matches: matches.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)), passedOver };
}

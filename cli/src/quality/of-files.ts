import { parseTimeline, TimelineError } from "@touchline/football";
import { readTimelineFile } from "@touchline/ingest/timeline-file";
import { oddsOf, type ResultsFile, readResults, readResultsFiles, readTeams } from "@touchline/results";
import { Source } from "./source.ts";

const teams = readTeams();

/** What each file holds; an archive's files one by one. */
export function reportOfFiles(paths: readonly string[]): Source[] {
  return paths.flatMap((path) => {
    const files = readResultsFiles(path);
    return files.map((file) => (file.bytes[0] === 0x7b ? matchesOf(path) : resultsOf(file)));
  });
}

function resultsOf({ name, bytes }: ResultsFile): Source {
  const source = new Source(name, "file");
  const { rows, refused } = readResults(bytes, name, teams);
  // a final score of a match that is yet to be played cannot be
  const now = Date.now();
  for (const { line, code, message } of refused) source.fold.fault(code, "refused", message, `${name}:${line}`);
  for (const row of rows) {
    const place = { text: `${name}:${row.line}`, lane: name };
    source.take({ schema: "Result", value: row.result }, place, now);
    for (const value of oddsOf(row)) source.take({ schema: "Odds", value }, place, now);
    for (const what of row.passedOver) source.fold.fault("UNREADABLE", "passed_over", what, place.text);
  }
  return source;
}

/** Recorded matches, as a replay would tell them. */
function matchesOf(path: string): Source {
  const source = new Source(path, "file");
  readTimelineFile(path).forEach(({ text }, index) => {
    const place = { text: `${path}:${index + 1}`, lane: path };
    try {
      const { entries, fixture, final } = parseTimeline(text, teams);
      for (const entry of entries) source.take(entry, place, null);
      if (final !== null) source.matchEnded(fixture, final, place.text);
    } catch (error) {
      if (!(error instanceof TimelineError)) throw error;
      source.fold.fault(error.code, "refused", error.message, place.text);
    }
  });
  return source;
}

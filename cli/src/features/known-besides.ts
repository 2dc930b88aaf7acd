import { parseTimeline, resultIdOf, type TeamIdentities, type Timeline } from "@touchline/football";
import { readStatementsFiles } from "@touchline/ingest/ingest-statements";
import { pastLineUps } from "@touchline/ingest/past-line-ups";
import { type FiledRecord, readFiled } from "@touchline/ingest/statements";
import { readTimelineFile, type TimelineFileLine } from "@touchline/ingest/timeline-file";
import { circumstancesOf, type History, linedUpOf, type PreMatchFixture, type Statement } from "@touchline/prematch";
import { shippedFiles } from "@touchline/results";
import type { Fixture, LineUp } from "@touchline/schemas";

/**
 * The fixture with what is known of it besides results, and history with who played before it, as the features service has them: line-ups of
 * recorded matches, this one's own among them, and what files of statements say. Of a match that is recorded, or announced by a fixture in
 * those files, its own kick-off counts, and what is said under its id.
 */
export async function withBesides(
  fixture: PreMatchFixture,
  history: History,
  teams: TeamIdentities,
  statementFiles: readonly string[],
): Promise<PreMatchFixture> {
  const recorded = readTimelineFile(shippedFiles.timelines);
  for (const record of await pastLineUps(recorded, teams)) {
    const match = linedUpOf(record);
    if (match !== null) history.squads.put(match);
  }
  const timeline = timelineOf(fixture, recorded, teams);
  const filed = readStatementsFiles(statementFiles).flatMap(readFiled);
  const unannounced = { matchId: null, kickOff: fixture.kickOff, providerTime: Number.NEGATIVE_INFINITY };
  const { matchId, kickOff, providerTime } = timeline?.fixture ?? announcedIn(filed, fixture) ?? unannounced;
  const own = [...(timeline?.entries ?? []), ...filed].flatMap(({ schema, value }) =>
    schema === "LineUp" ? [value] : [],
  );
  const lineUps: LineUp[] = own.filter((lineUp) => lineUp.matchId === matchId);
  const statements = filed.filter(
    (record): record is Statement =>
      record.schema === "Availability" ||
      record.schema === "NewsItem" ||
      ((record.schema === "Weather" || record.schema === "Odds") && record.value.matchId === matchId),
  );
  return { ...fixture, kickOff, known: circumstancesOf({ kickOff, providerTime }, lineUps, statements) };
}

/** The last version of a fixture of that day and those teams; undefined where the files announce none. */
function announcedIn(filed: readonly FiledRecord[], { kickOff, home, away }: PreMatchFixture): Fixture | undefined {
  const wanted = resultIdOf(dayText(kickOff), { home: { id: home }, away: { id: away } });
  const found = filed.flatMap(({ schema, value }) => (schema === "Fixture" ? [value] : []));
  return found
    .filter((fixture) => resultIdOf(dayText(fixture.kickOff), fixture) === wanted)
    .reduce<Fixture | undefined>((last, each) => (last && last.revision > each.revision ? last : each), undefined);
}

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The record of a match of that day and those teams; undefined where it is not among the recorded. */
function timelineOf(
  { kickOff, home, away }: PreMatchFixture,
  recorded: readonly TimelineFileLine[],
  teams: TeamIdentities,
): Timeline | undefined {
  const day = dayText(kickOff);
  const wanted = resultIdOf(day, { home: { id: home }, away: { id: away } });
  for (const { text } of recorded) {
    if (!text.includes(`"date":"${day}"`)) continue;
    const timeline = parseTimeline(text, teams);
    if (resultIdOf(day, timeline.fixture) === wanted) return timeline;
  }
  return undefined;
}

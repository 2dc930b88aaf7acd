import { refusal } from "@touchline/football";
import type { Availability, Player } from "@touchline/schemas";
import { csvRows } from "./csv-rows.ts";
import type { Converted, Form, FormContext } from "./form.ts";
import type { FiledRecord } from "./statement-line.ts";

const provider = "fpl";

/** Fantasy Premier League's letters: available, doubtful, injured, suspended, unavailable (gone or on loan), not eligible. */
const states: Readonly<Record<string, Availability["state"]>> = {
  a: "AVAILABLE",
  d: "DOUBTFUL",
  i: "OUT",
  s: "SUSPENDED",
  u: "OUT",
  n: "OUT",
};
const positions: Readonly<Record<string, Player["position"]>> = {
  1: "GOALKEEPER",
  2: "DEFENDER",
  3: "MIDFIELDER",
  4: "FORWARD",
};
const columns = ["id", "web_name", "team_name", "status", "news", "news_added"];

/**
 * Fantasy Premier League's players as a CSV, with `team_name` beside the columns of its `elements`. A player of whom nothing was ever said has no
 * `news_added`, and is passed over; one who is available again is so from the moment of the answer on, for the game does not say since when.
 */
export const fpl: Form = {
  about: "players of Fantasy Premier League (CSV: id, web_name, team_name, element_type, status, news, news_added)",
  needsMatch: false,
  read(text, context) {
    const rows = csvRows(text);
    const missing = columns.filter((column) => rows[0] !== undefined && !(column in rows[0].cells));
    if (rows.length === 0 || missing.length > 0) {
      const message = rows.length === 0 ? "there is no player in it" : `the columns ${missing.join(", ")} are missing`;
      return { records: [], refused: [{ ...refusal("STATEMENT_INVALID", message), where: "the file" }] };
    }
    const records: FiledRecord[] = [];
    const refused: Converted["refused"][number][] = [];
    for (const { line, cells } of rows) {
      if (cells.news_added === "") continue;
      const read = availabilityOf(cells, context);
      if ("code" in read) refused.push({ ...read, where: `line ${line}` });
      else records.push({ schema: "Availability", value: read });
    }
    return { records, refused };
  },
};

function availabilityOf(cells: Readonly<Record<string, string>>, { teams, at }: FormContext) {
  const {
    id = "",
    web_name: name = "",
    team_name: teamName = "",
    status = "",
    news = "",
    element_type: type = "",
  } = cells;
  const team = teams.find(provider, teamName) ?? teams.find("football-data", teamName);
  if (team === undefined) return refusal("UNKNOWN_TEAM", `no team is known as "${teamName}" of ${provider}`);
  const state = states[status];
  const said = Date.parse(cells.news_added ?? "");
  if (state === undefined || Number.isNaN(said)) {
    return refusal("STATEMENT_INVALID", `${name}: status "${status}", news of "${cells.news_added}"`);
  }
  const providerTime = state === "AVAILABLE" ? at : said;
  const value: Availability = {
    provider,
    teamId: team.id,
    revision: Math.floor(providerTime / 1_000),
    player: { id, name, position: positions[type] ?? null },
    state,
    reason: news === "" ? null : news,
    expectedReturn: returnIn(news, said),
    providerTime,
  };
  return value;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Expected back 11 Apr" without a year: the first one after it was said. */
function returnIn(news: string, said: number): number | null {
  const [, day, month] = /Expected back (\d{1,2}) ([A-Z][a-z]{2})/.exec(news) ?? [];
  const index = months.indexOf(month ?? "");
  if (day === undefined || index < 0) return null;
  const year = new Date(said).getUTCFullYear();
  const sameYear = Date.UTC(year, index, Number(day));
  return sameYear >= said - 86_400_000 ? sameYear : Date.UTC(year + 1, index, Number(day));
}

/**
 * Makes the committed data files from the raw collections they come from: `node data/make.ts --from FOLDER`, where
 * FOLDER holds club_matches.csv.gz, international_results.csv.gz and timelines_wyscout.jsonl.gz. The same raw files
 * give the same bytes. README.md tells origin and licence of each; nothing here is needed to run Touchline.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";

const here = import.meta.dirname;

const topLeagues = new Set(["E0", "D1", "I1", "SP1", "F1"]);

/** What is in the public domain: results and match statistics. Odds have another origin and stay out. */
const clubColumns =
  "league,season,date,time,home,away,fthg,ftag,hthg,htag,referee,hs,as,hst,ast,hf,af,hc,ac,hy,ay,hr,ar".split(",");

function clubResults(raw: string): { text: string; names: Set<string> } {
  const [header, ...lines] = raw.trimEnd().split("\n");
  const columns = cells(header ?? "");
  const indexes = clubColumns.map((column) => {
    const index = columns.indexOf(column);
    if (index < 0) throw new Error(`club_matches.csv.gz has no column ${column}`);
    return index;
  });
  const names = new Set<string>();
  const kept = [clubColumns.join(",")];
  for (const line of lines) {
    const row = cells(line);
    if (!topLeagues.has(row[0] ?? "")) continue;
    kept.push(indexes.map((index) => quoted(row[index] ?? "")).join(","));
    names.add(row[columns.indexOf("home")] ?? "").add(row[columns.indexOf("away")] ?? "");
  }
  return { text: `${kept.join("\n")}\n`, names };
}

function timelines(raw: string): { text: string; names: Set<string> } {
  const names = new Set<string>();
  const kept = raw
    .trimEnd()
    .split("\n")
    .map((line) => {
      const { odds: _, ...match } = JSON.parse(line);
      names.add(match.home).add(match.away);
      return JSON.stringify(match);
    });
  return { text: `${kept.join("\n")}\n`, names };
}

function internationalNames(raw: string): Set<string> {
  const rows = raw.trimEnd().split("\n").slice(1).map(cells);
  return new Set(rows.flatMap((row) => [row[1] ?? "", row[2] ?? ""]));
}

/** Cells of one CSV line, RFC 4180; none of these files has a line break within a cell. */
function cells(line: string): string[] {
  const found = line.replace(/\r$/, "").matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...found].map((cell) => cell[1]?.replaceAll('""', '"') ?? cell[2] ?? "");
}

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function write(name: string, text: string): void {
  const bytes = gzipSync(text, { level: 9 });
  writeFileSync(join(here, name), bytes);
  console.log(`${name}: ${text.split("\n").length - 1} lines, ${bytes.length} bytes`);
}

/** The table is reviewed by hand; this only says which names it lacks. */
function checkAliases(source: string, names: Iterable<string>): void {
  const table = readFileSync(join(here, "team_aliases.csv"), "utf8").split("\n").map(cells);
  const known = new Set(table.filter((row) => row[0] === source).map((row) => row[1]));
  const missing = [...names].filter((name) => !known.has(name));
  if (missing.length > 0) throw new Error(`team_aliases.csv has no ${source} row for: ${missing.join(", ")}`);
}

const { from } = parseArgs({ options: { from: { type: "string" } } }).values;
if (from === undefined) {
  console.error("Say where the raw files are: node data/make.ts --from FOLDER");
  process.exit(64);
}
const raw = (name: string): string => gunzipSync(readFileSync(join(from, name))).toString("utf8");

const clubs = clubResults(raw("club_matches.csv.gz"));
const internationals = raw("international_results.csv.gz");
const wyscout = timelines(raw("timelines_wyscout.jsonl.gz"));
write("results_clubs.csv.gz", clubs.text);
write("results_international.csv.gz", internationals);
write("timelines_wyscout.jsonl.gz", wyscout.text);
checkAliases("football-data", clubs.names);
checkAliases("martj42", internationalNames(internationals));
checkAliases("wyscout", wyscout.names);

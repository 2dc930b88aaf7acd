import {
  fixtureOf,
  groups,
  manifestVersion,
  type Played,
  type PreMatchFixture,
  vectorLength,
  vectorOf,
} from "@touchline/prematch";
import type { Result } from "@touchline/schemas";
import type { KnownResults } from "./known-results.ts";
import { NumberText, numberRoom } from "./number-text.ts";

const columns = ["matchId", "day", "competition", "season", "home", "away", "neutral", "homeGoals", "awayGoals"];
const names = groups.flatMap(({ features }) => features.map(({ name }) => name));
const comma = 44;
const newline = 10;

export const tableHeader = `# manifest ${manifestVersion}\n${[...columns, ...names].join(",")}\n`;

/**
 * Rows of the training table, in the order of time: what a match was and how it ended, then its features from what was
 * known before it. Numbers are the shortest that read back as the same.
 */
export class TableRows {
  readonly #known: KnownResults;
  readonly #played: readonly Played[];
  readonly #numbers = new NumberText();

  constructor(known: KnownResults) {
    this.#known = known;
    this.#played = known.history.played();
  }

  get count(): number {
    return this.#played.length;
  }

  /** Rows from one match to another, in UTF-8; a buffer of its own. */
  bytes(from: number, to: number): Uint8Array<ArrayBuffer> {
    const rows = this.#played.slice(from, to).map((played) => this.#row(played));
    const head = rows.reduce((sum, { text }) => sum + 3 * text.length, 0);
    const bytes = Buffer.alloc(head + rows.length * vectorLength * (numberRoom + 1) + 1);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    for (const { text, fixture } of rows) {
      at += bytes.write(text, at);
      const vector = vectorOf(this.#known.history, fixture);
      for (let i = 0; i < vector.length; i++) {
        bytes[at] = comma;
        at = this.#numbers.write(vector[i] as number, view, at + 1);
      }
      bytes[at++] = newline;
    }
    return Uint8Array.from(bytes.subarray(0, at));
  }

  #row({ id, day }: Played): { readonly text: string; readonly fixture: PreMatchFixture } {
    const result = this.#known.results.get(id) as Result;
    const { competition, season, home, away, neutral, score } = result;
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    const cells = [quoted(id), date, quoted(competition), season, home.id, away.id];
    const text = [...cells, neutral ? 1 : 0, score.home, score.away].join(",");
    return { text, fixture: fixtureOf(result) };
  }
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

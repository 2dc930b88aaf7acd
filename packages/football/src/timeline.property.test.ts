import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { MatchGuard } from "./admission.ts";
import { compareEntries } from "./match-order.ts";
import { parseTeamAliases, TeamIdentities } from "./team-identity.ts";
import { parseTimeline } from "./timeline.ts";
import { TimelineError } from "./timeline-error.ts";

const data = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`../../../data/${name}`, import.meta.url)));
const teams = new TeamIdentities(parseTeamAliases(data("team_aliases.csv").toString()));
const lines = gunzipSync(data("timelines_wyscout.jsonl.gz")).toString().trimEnd().split("\n");

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/** Puts `value` in the place of the nth value within `json`, counted depth first, or drops it where `value` is undefined. */
function damaged(json: Json, nth: number, value: Json | undefined): Json {
  let left = nth;
  const visit = (node: Json): Json | undefined => {
    if (left-- === 0) return value;
    if (Array.isArray(node)) return node.map(visit).filter((item) => item !== undefined);
    if (node === null || typeof node !== "object") return node;
    const members = Object.entries(node).map(([name, member]) => [name, visit(member)] as const);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined)) as Json;
  };
  return visit(json) ?? null;
}

it("reads any damaged match into an ordered script, or refuses it with a code", () => {
  const damage = fc.record({
    line: fc.nat(lines.length - 1),
    places: fc.array(fc.nat(900), { minLength: 1, maxLength: 4 }),
    value: fc.constantFrom<Json | undefined>(undefined, null, "", "x", 0, -1, 7.5, 1e9, [], {}, true),
  });
  fc.assert(
    fc.property(damage, ({ line, places, value }) => {
      const whole = JSON.parse(lines[line] ?? "") as Json;
      const text = JSON.stringify(places.reduce((json, place) => damaged(json, place, value), whole));
      try {
        const { entries } = parseTimeline(text, teams);
        expect([...entries].sort(compareEntries)).toEqual(entries);
        const guard = new MatchGuard({ knows: () => true });
        for (const entry of entries) guard.admit(entry);
      } catch (error) {
        if (!(error instanceof TimelineError)) throw error;
      }
    }),
    { numRuns: 400 },
  );
});

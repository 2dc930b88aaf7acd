import fc from "fast-check";
import { expect, it } from "vitest";
import { Changes } from "./changes.ts";
import { matches } from "./history.arbitrary.ts";
import { bitsOf, historyOf, toCome } from "./history.fixture.ts";
import { vectorOf } from "./vector.ts";

it("changes are told as if all of them were kept, whatever comes in which order", () => {
  const days = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 });
  fc.assert(
    fc.property(days, fc.nat(60), fc.integer({ min: -1, max: 31 }), (noted, version, day) => {
      const changes = new Changes();
      for (const each of noted) changes.note(each);
      expect(changes.version).toBe(noted.length);
      expect(changes.since(version, day)).toBe(noted.slice(version).some((each) => each < day));
    }),
  );
});

it("a vector stands, bit for bit, for as long as no day that counts for it has changed", () => {
  const asked = fc.integer({ min: 1, max: 900 });
  fc.assert(
    fc.property(matches({ minLength: 2, maxLength: 60 }), matches({ maxLength: 6 }), asked, (first, later, day) => {
      const history = historyOf(first);
      const fixture = toCome(day, { competition: "L", season: String(Math.floor(day / 365)) });
      let bits = bitsOf(vectorOf(history, fixture));
      let { version } = history.changes;
      for (const [i, match] of later.entries()) {
        history.put(match);
        if (i % 2 === 1) history.remove((first[i] ?? match).id);
        history.settle();
        const now = bitsOf(vectorOf(history, fixture));
        if (!history.changes.since(version, day)) expect(now).toBe(bits);
        bits = now;
        version = history.changes.version;
      }
    }),
    { numRuns: 60 },
  );
});

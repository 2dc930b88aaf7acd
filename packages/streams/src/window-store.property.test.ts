import fc from "fast-check";
import { expect, test } from "vitest";
import type { Window, WindowStore } from "./store.ts";
import { windowStore } from "./store.ts";
import { taskStore } from "./task-store.ts";
import { admitPlainData } from "./testing/plain-data.ts";
import { hopping, lastEntries, sessions, sliding, tumbling, type WindowShape } from "./window.ts";

interface Shot {
  readonly id: string;
  readonly at: number;
  readonly revision: number;
  readonly status: "counts" | "taken back";
}

const retention = 40;
const shapes: [string, WindowShape][] = [lastEntries(3), sliding(15), tumbling(10), hopping(12, 5), sessions(6)].map(
  (shape) => [shape.name, shape],
);

function open(window: WindowShape) {
  const time = {
    now: Number.NEGATIVE_INFINITY,
    get committed() {
      return this.now;
    },
  };
  let late = 0;
  const expired = () => void late++;
  const spec = windowStore<Shot, readonly string[]>({
    name: "shots",
    window,
    retention,
    at: ({ at }) => at,
    revision: ({ revision }) => revision,
    counts: ({ status }) => status === "counts",
    initial: () => [],
    // the order shows
    fold: (state, { id, revision }) => [...state, `${id}/${revision}`],
  });
  const store = taskStore(spec, { admit: admitPlainData, time, expired });
  return { store, time, shots: store.view as WindowStore<Shot, readonly string[]>, late: () => late };
}

type Opened = ReturnType<typeof open>;

/** Puts a shot as a processor does: the time moves first. */
function put({ time, shots }: Opened, shot: Shot) {
  time.now = Math.max(time.now, shot.at);
  return shots.put("k", shot.id, shot);
}

function commit({ store }: Opened, then?: (key: string, value: unknown) => void): void {
  store.keepRecord();
  store.expire();
  if (then !== undefined) store.eachChange("transaction", then);
  store.applyTransaction();
}

/** Of each shot the highest revision, in order, without those taken back. */
function ordered(shots: readonly Shot[]): Shot[] {
  const last = new Map<string, Shot>();
  for (const shot of shots) if (shot.revision > (last.get(shot.id)?.revision ?? 0)) last.set(shot.id, shot);
  return [...last.values()]
    .filter(({ status }) => status === "counts")
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The window as of a moment by its definition, over all shots there ever were. */
function naive(shape: string, all: readonly Shot[], at: number): readonly string[] | undefined {
  const past = ordered(all).filter((shot) => shot.at <= at);
  let within: Shot[] = [];
  if (shape.startsWith("last")) within = past.slice(-3);
  if (shape.startsWith("sliding")) within = past.filter((shot) => shot.at > at - 15);
  if (shape.startsWith("tumbling")) within = past.filter((shot) => shot.at >= at - (at % 10));
  if (shape.startsWith("hopping")) within = past.filter((shot) => shot.at >= at - (at % 5));
  if (shape.startsWith("sessions")) {
    let next = at;
    for (const shot of past.toReversed()) {
      if (next - shot.at > 6) break;
      within.unshift(shot);
      next = shot.at;
    }
  }
  return within.length === 0 ? undefined : within.map(({ id, revision }) => `${id}/${revision}`);
}

/** All windows by their definition, as far back as is known for sure. */
function naiveWindows(shape: string, all: readonly Shot[], horizon: number): string[][] {
  const shots = ordered(all);
  const names = (some: readonly Shot[]) => some.map(({ id, revision }) => `${id}/${revision}`);
  const fixed = (size: number, every: number) => {
    const starts = Array.from({ length: 100 }, (_, i) => i * every).filter((start) => start + size > horizon);
    const windows = starts.map((start) => shots.filter(({ at }) => at >= start && at < start + size));
    return windows.filter((some) => some.length > 0).map(names);
  };
  if (shape.startsWith("tumbling")) return fixed(10, 10);
  if (shape.startsWith("hopping")) return fixed(12, 5);
  if (shape.startsWith("sessions")) {
    const sessions: Shot[][] = [];
    for (const shot of shots) {
      const last = sessions.at(-1);
      if (last !== undefined && shot.at - (last.at(-1) as Shot).at <= 6) last.push(shot);
      else sessions.push([shot]);
    }
    return sessions.filter((some) => (some.at(-1) as Shot).at >= horizon - 6).map(names);
  }
  const moments = new Set(shots.map(({ at }) => at).filter((at) => at >= horizon));
  return [...moments].map((at) => [...(naive(shape, all, at) ?? [])]);
}

/** Shots at times that grow, each with its revisions, which may move it a little. */
const history = fc
  .array(
    fc.record({
      after: fc.integer({ min: 0, max: 12 }),
      revisions: fc.array(
        fc.record({
          moved: fc.integer({ min: -4, max: 4 }),
          status: fc.constantFrom("counts", "counts", "taken back"),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((told) => {
    let at = 100;
    return told.flatMap(({ after, revisions }, i) => {
      at += after;
      return revisions.map(({ moved, status }, r): Shot => {
        return {
          id: `s${String(i).padStart(2, "0")}`,
          at: at + moved,
          revision: r + 1,
          status: status as Shot["status"],
        };
      });
    });
  });

/** Some of them twice, each held up by less than the retention allows for. */
const arrivals = history.chain((shots) =>
  fc
    .array(
      fc.record({
        delay: fc.integer({ min: 0, max: 28 }),
        twice: fc.boolean(),
        again: fc.integer({ min: 0, max: 28 }),
      }),
      {
        minLength: shots.length,
        maxLength: shots.length,
      },
    )
    .map((delays) => {
      const due = shots.flatMap((shot, i) => {
        const { delay, twice, again } = delays[i] as { delay: number; twice: boolean; again: number };
        const first = { shot, due: shot.at + delay };
        return twice ? [first, { shot, due: shot.at + again }] : [first];
      });
      return { shots, arrived: due.sort((a, b) => a.due - b.due).map(({ shot }) => shot) };
    }),
);

test.each(shapes)(
  "%s: whatever order within the retention, with duplicates and corrections, windows are those of the ordered shots",
  (name, shape) => {
    fc.assert(
      fc.property(
        arrivals,
        fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }),
        ({ shots, arrived }, commits) => {
          const opened = open(shape);
          arrived.forEach((shot, i) => {
            put(opened, shot);
            if (commits[i]) commit(opened);
          });
          expect(opened.late()).toBe(0);
          commit(opened);
          const { now } = opened.time;
          for (let at = now - retention; at <= now + 20; at++) {
            expect([at, opened.shots.asOf("k", at)?.state]).toEqual([at, naive(name, shots, at)]);
          }
          const windows = opened.shots.windows("k").map(({ state }) => state);
          expect(windows).toEqual(naiveWindows(name, shots, now - retention));
        },
      ),
    );
  },
);

const shot: fc.Arbitrary<Shot> = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  at: fc.integer({ min: 0, max: 150 }),
  revision: fc.integer({ min: 1, max: 5 }),
  status: fc.constantFrom("counts", "counts", "taken back"),
});

/** All that can be seen from outside. */
function visible({ shots, time }: Opened) {
  const ids = ["a", "b", "c", "d", "e", "f"];
  const from = Math.max(0, time.now - retention);
  const moments = Array.from({ length: 10 }, (_, i) => from + 10 * i);
  return {
    keys: shots.keys(),
    entries: time.now < 0 ? [] : shots.entries("k"),
    windows: shots.windows("k"),
    known: ids.map((id) => shots.entry("k", id)),
    asOf: time.now < 0 ? [] : moments.map((at): Window<unknown> | undefined => shots.asOf("k", at)),
  };
}

test.each(shapes)("%s: what it shows does not depend on where transactions end, nor on restores", (_name, shape) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(shot, fc.boolean()), { maxLength: 40 }), (steps) => {
      const [plain, often] = [open(shape), open(shape)];
      const changelog = new Map<string, unknown>();
      for (const [step, commits] of steps) {
        expect(put(often, step)).toBe(put(plain, step));
        expect(visible(often)).toEqual(visible(plain));
        if (commits) {
          commit(often, (key, value) => (value === undefined ? changelog.delete(key) : changelog.set(key, value)));
          const before = visible(often);
          often.store.expire();
          often.store.dropTransaction();
          expect(visible(often)).toEqual(before);
          const restored = open(shape);
          restored.time.now = often.time.now;
          for (const [key, value] of changelog) {
            const [, , name, id] = JSON.parse(key);
            restored.store.restore(name, id, JSON.parse(JSON.stringify(value)));
          }
          restored.store.restored();
          expect(visible(restored)).toEqual(before);
          expect(restored.store.snapshot()).toEqual(often.store.snapshot());
        }
      }
      commit(plain);
      commit(often, (key, value) => (value === undefined ? changelog.delete(key) : changelog.set(key, value)));
      expect(often.store.snapshot()).toEqual(plain.store.snapshot());
      expect([...changelog.keys()].map((key) => JSON.parse(key)[3]).sort()).toEqual(
        Object.keys((plain.store.snapshot() as Record<string, { entries: object }>).k?.entries ?? {}).sort(),
      );
    }),
  );
});

test.each(shapes)(
  "%s: what nothing can need any more leaves memory and the changelog, and late news of it is refused and told",
  (_name, shape) => {
    const opened = open(shape);
    const tombstones: unknown[] = [];
    for (let i = 0; i < 400; i++)
      put(opened, { id: `s${i}`, at: i, revision: 1, status: i % 2 ? "counts" : "taken back" });
    commit(opened);
    put(opened, { id: "later", at: 10_000, revision: 1, status: "counts" });
    commit(opened, (key, value) => value === undefined && tombstones.push(key));
    const { entries } = (opened.store.snapshot() as Record<string, { entries: object }>).k as { entries: object };
    expect(Object.keys(entries).length).toBeLessThanOrEqual(4);
    expect(tombstones.length).toBeGreaterThanOrEqual(40);
    expect(put(opened, { id: "s1", at: 9_959, revision: 2, status: "counts" })).toBe("expired");
    expect(opened.late()).toBe(1);
    expect(() => opened.shots.asOf("k", 9_959)).toThrow(expect.objectContaining({ code: "EXPIRED" }));
    expect(() => opened.shots.entries("k", { from: 9_900 })).toThrow(expect.objectContaining({ code: "EXPIRED" }));
  },
);

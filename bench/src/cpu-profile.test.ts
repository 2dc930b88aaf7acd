import { expect, test } from "vitest";
import { selfTimes } from "./cpu-profile.ts";

const frame = (id: number, functionName: string, url: string) => ({ id, callFrame: { functionName, url } });
const profile = {
  nodes: [frame(1, "(idle)", ""), frame(2, "fold", "a.ts"), frame(3, "put", "b.ts"), frame(4, "get", "b.ts")],
  samples: [1, 2, 3, 4, 3],
  timeDeltas: [1_000, 10, 20, 30, 40],
};

test("a group's time is that of its own functions, the most first, idle time left out", () => {
  expect(selfTimes(profile, (_, url) => url)).toEqual([
    { name: "b.ts", selfUs: 90 },
    { name: "a.ts", selfUs: 10 },
  ]);
  expect(selfTimes(profile, (name) => name)[0]).toEqual({ name: "put", selfUs: 60 });
});

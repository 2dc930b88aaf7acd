import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { root } from "@touchline/local";
import { expect, test } from "vitest";

interface Report {
  readonly scenarios: readonly {
    readonly name: string;
    readonly lost: number;
    readonly duplicated: number;
    readonly reordered: number;
    readonly stateEqual: boolean;
    readonly problems: readonly string[];
  }[];
}

test("nothing is lost, doubled or reordered, and every store is as recomputed, whatever dies, freezes or lies", async () => {
  const chaos = spawn("npm", ["run", "--silent", "chaos", "--", "--json", "--short"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output, code] = await Promise.all([
    text(chaos.stdout),
    new Promise((resolve) => chaos.once("exit", (code) => resolve(code))),
  ]);
  const { scenarios } = JSON.parse(output.trimEnd().split("\n").at(-1) ?? "") as Report;
  for (const { name, lost, duplicated, reordered, stateEqual, problems } of scenarios) {
    expect({ name, lost, duplicated, reordered, stateEqual, problems }).toEqual({
      ...{ name, lost: 0, duplicated: 0, reordered: 0, stateEqual: true, problems: [] },
    });
  }
  expect(scenarios.map(({ name }) => name)).toEqual([
    ...["kill-at-each-step", "leader-killed", "rolling-restart", "joining-and-leaving", "frozen-past-session"],
    ...["open-transaction-at-take-over", "abort-storm", "poison", "disorder", "standby-failover"],
  ]);
  expect(code).toBe(0);
}, 900_000);

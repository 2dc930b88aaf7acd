import { fixedSerdes } from "@touchline/schemas";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import { alertRules } from "@touchline/topics";
import { beforeEach, expect, test } from "vitest";
import { readRule } from "../read-rule.ts";
import { leadMs } from "../rules.ts";
import { changeRules, readRules } from "./write.ts";

let memory: MemoryLog;
/** Another process each time. */
const log = () => ({ client: new MemoryClient(memory), openSerde: fixedSerdes() });
const rule = readRule({
  id: "mine",
  kind: "SWING",
  atLeast: 0.3,
  withinMinutes: 5,
  scope: { teams: ["club:arsenal"] },
});
const keys = () => {
  const place = { topic: alertRules.name, partition: 0 };
  return (
    memory
      .partition(place)
      .read(place, 0n, true, 100)
      ?.records.map(({ key }) => String(key)) ?? []
  );
};

beforeEach(() => {
  memory = new MemoryLog();
  memory.createTopic(alertRules.name, alertRules.partitions);
});

test("a rule that was stated is read by the next process, and stays away once it is taken away", async () => {
  expect(await changeRules(log(), { rule, by: "Ada" }, 1_000)).toMatchObject({ revision: 1, from: 1_000 + leadMs });
  expect((await readRules(log())).stated.get("mine")).toEqual({ rule, since: 1_000 + leadMs, by: "Ada" });
  await changeRules(log(), { remove: "mine", by: "Ada" }, 2_000);
  await changeRules(log(), { remove: "value", by: "Ada" }, 3_000);
  expect([...(await readRules(log())).stated.keys()]).toEqual(["swing", "favourite-behind", "red-card"]);
  // each under a key of its own: compaction drops none
  expect(keys()).toEqual(["change/1", "change/2", "change/3"]);
});

test("a change that is refused writes nothing", async () => {
  await expect(changeRules(log(), { remove: "nobody", by: "Ada" })).rejects.toMatchObject({ code: "RULE_UNKNOWN" });
  expect(keys()).toEqual([]);
});

test("of two at a time one is made, and the other on top of it or refused", async () => {
  const other = { ...rule, id: "other" };
  const outcomes = await Promise.allSettled([
    changeRules(log(), { rule, by: "A" }),
    changeRules(log(), { rule: other, by: "B" }),
  ]);
  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
  expect(refused).toEqual(["RULE_CONFLICT"]);
  expect((await readRules(log())).revision).toBe(1);
});

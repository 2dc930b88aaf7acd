import { describe, expect, test } from "vitest";
import { elsewhere, start } from "./command.ts";

describe("brokers elsewhere", () => {
  test("are used where both addresses are set", () => {
    const environment = { KAFKA_BROKERS: "kafka:9092", SCHEMA_REGISTRY_URL: "http://registry:8081" };
    expect(elsewhere({ ...environment, HOME: "here" })).toEqual(environment);
  });

  test("are not meant where neither is, or both are empty", () => {
    expect(elsewhere({})).toBeUndefined();
    expect(elsewhere({ KAFKA_BROKERS: "", SCHEMA_REGISTRY_URL: "" })).toBeUndefined();
  });

  test.each([["KAFKA_BROKERS"], ["SCHEMA_REGISTRY_URL"]])("with %s alone are refused", (name) => {
    expect(() => elsewhere({ [name]: "somewhere" })).toThrow(/set both or neither/);
  });
});

describe("npm start refuses, before it starts anything,", () => {
  test.each([
    [["--speed", "0"], /--speed 0: expected a number above 0, or max/],
    [["--speed", "fast"], /--speed fast: expected a number above 0, or max/],
    [["--speed", "-1"], /--speed -1: expected FACTOR after --speed/],
    [["--speed=-1"], /--speed -1: expected a number above 0, or max/],
    [["--matches", ""], /--matches is empty/],
    [["--matches", "x"], /--matches x: there is no match x among \d+/],
    [["--matches", "wyscout:2500090,,"], /has an empty id/],
    [["--matches", "-3"], /--matches -3/],
    [["--timelines", "nowhere.jsonl"], /nowhere\.jsonl: there is no such file/],
    [["edge"], /edge: npm start takes options only/],
  ])("%j", async (argv, sentence) => {
    await expect(start.run(argv)).rejects.toThrow(sentence);
  });
});

import { describe, expect, test } from "vitest";
import { describeOptions, readOptions } from "./options.ts";

const options = {
  port: { placeholder: "PORT", default: 8080, range: [1, 65_535], about: "where it listens" },
  file: { placeholder: "FILE", about: "what it reads" },
  quiet: { about: "says nothing" },
} as const;

describe("options of a command line", () => {
  test("take their defaults where they are not given", () => {
    expect(readOptions(options, []).values).toEqual({ port: 8080, file: undefined, quiet: false });
  });

  test("are read by their kind, and what is no option is kept", () => {
    const { values, rest } = readOptions(options, ["edge", "--port", "9000", "--quiet", "--file=a b.json"]);
    expect(values).toEqual({ port: 9000, file: "a b.json", quiet: true });
    expect(rest).toEqual(["edge"]);
  });

  test("that are lists take every value up to the next option, as often as they are given", () => {
    const lists = { ...options, with: { placeholder: "FILE...", list: true, about: "what it reads besides" } } as const;
    const { values, rest } = readOptions(lists, [
      "edge",
      "--with",
      "a",
      "b",
      "--quiet",
      "--with=c",
      "--with",
      "d",
      "e",
    ]);
    expect(values.with).toEqual(["a", "b", "c", "d", "e"]);
    expect(rest).toEqual(["edge"]);
    expect(readOptions(lists, []).values.with).toEqual([]);
    expect(() => readOptions(lists, ["--with", "--quiet"])).toThrow("expected FILE... after --with");
  });

  test.each([
    [["--port", "http"], "--port http: expected a number from 1 to 65535."],
    [["--port", "70000"], "--port 70000: expected a number from 1 to 65535."],
    [["--port="], "--port : expected a number from 1 to 65535."],
    [["--port", "-1"], "--port -1: expected PORT after --port; where it begins with a dash, write --port=-1."],
    [["--port=-1"], "--port -1: expected a number from 1 to 65535."],
    [["--colour"], "Unknown option '--colour': see --help."],
    [["--file"], "Option '--file <value>' argument missing: see --help."],
  ])("%j is refused in one sentence", (argv, message) => {
    expect(() => readOptions(options, argv)).toThrow(expect.objectContaining({ code: "OPTION_INVALID", message }));
  });

  test("are described with their defaults", () => {
    expect(describeOptions(options).split("\n")).toEqual([
      "  --port PORT  where it listens (default 8080)",
      "  --file FILE  what it reads",
      "  --quiet      says nothing",
    ]);
  });
});

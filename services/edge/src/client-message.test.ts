import { expect, it } from "vitest";
import { messageBytesMax, parseClientMessage } from "./client-message.ts";

const parse = (text: string) => parseClientMessage(Buffer.from(text));

it("reads what a client may say", () => {
  expect(parse('{"type":"ping"}')).toEqual({ type: "ping" });
  expect(parse('{"type":"subscribe","all":true}')).toEqual({ type: "subscribe", all: true });
  expect(parse('{"type":"unsubscribe","matches":["a"],"teams":["b"],"competitions":["c"]}')).toEqual({
    type: "unsubscribe",
    matches: ["a"],
    teams: ["b"],
    competitions: ["c"],
  });
});

it.each([
  ["{", "MESSAGE_NOT_JSON"],
  ["7", "MESSAGE_UNKNOWN"],
  ["null", "MESSAGE_UNKNOWN"],
  ['{"type":"shout"}', "MESSAGE_UNKNOWN"],
  ['{"type":"subscribe"}', "FILTER_INVALID"],
  ['{"type":"subscribe","matches":"a"}', "FILTER_INVALID"],
  ['{"type":"subscribe","teams":[1]}', "FILTER_INVALID"],
  ['{"type":"subscribe","all":1}', "FILTER_INVALID"],
  ['{"type":"subscribe","match":["a"]}', "FILTER_INVALID"],
  [`{"type":"ping"${" ".repeat(messageBytesMax)}}`, "MESSAGE_TOO_LONG"],
])("refuses %.40s with %s", (text, code) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code }));
});

import type { ClientMessage, Filter } from "@touchline/client";
import { EdgeError } from "./errors.ts";

/** Longest message that a client may send, bytes. A frame beyond `frameBytesMax` is not even read: the socket closes with 1009. */
export const messageBytesMax = 16 * 1024;
export const frameBytesMax = 64 * 1024;

const idLengthMax = 200;

/** Reads a client's message. Throws an `EdgeError` that says what was wrong with it. */
export function parseClientMessage(bytes: Buffer): ClientMessage {
  if (bytes.length > messageBytesMax) {
    throw new EdgeError(
      "MESSAGE_TOO_LONG",
      `The message has ${bytes.length} bytes, ${messageBytesMax} are allowed: subscribe in several messages.`,
    );
  }
  const message = parseJson(bytes.toString());
  if (typeof message !== "object" || message === null) throw notAMessage();
  const { type, ...filter } = message as { type?: unknown };
  if (type === "ping") return { type };
  if (type !== "subscribe" && type !== "unsubscribe") throw notAMessage();
  return { type, ...parseFilter(filter) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EdgeError("MESSAGE_NOT_JSON", 'The message is not JSON: send e.g. {"type":"subscribe","all":true}.');
  }
}

function parseFilter(filter: Record<string, unknown>): Filter {
  const { matches, teams, competitions, all, ...unknown } = filter;
  const strange = Object.keys(unknown)[0];
  if (strange !== undefined) throw invalid(`'${strange.slice(0, 40)}' is not a member of a filter`);
  if (all !== undefined && typeof all !== "boolean") throw invalid("'all' must be true or false");
  const parsed = {
    ...(matches === undefined ? {} : { matches: idList("matches", matches) }),
    ...(teams === undefined ? {} : { teams: idList("teams", teams) }),
    ...(competitions === undefined ? {} : { competitions: idList("competitions", competitions) }),
    ...(all === undefined ? {} : { all }),
  };
  if (Object.keys(parsed).length === 0) throw invalid("the filter is empty");
  return parsed;
}

function idList(member: string, value: unknown): readonly string[] {
  const fits = (id: unknown) => typeof id === "string" && id.length > 0 && id.length <= idLengthMax;
  if (!Array.isArray(value) || !value.every(fits)) {
    throw invalid(`'${member}' must be a list of strings of 1 to ${idLengthMax} characters`);
  }
  return value as string[];
}

function invalid(what: string): EdgeError {
  return new EdgeError("FILTER_INVALID", `${what}: name matches, teams or competitions by id, or all: true.`);
}

function notAMessage(): EdgeError {
  return new EdgeError("MESSAGE_UNKNOWN", "The message has no known type: send subscribe, unsubscribe or ping.");
}

import { readFileSync, writeFileSync } from "node:fs";
import type { Schemas } from "@touchline/streams";
import { allTopics } from "./all-topics.ts";
import type { Cleanup, Declaration } from "./declaration.ts";

const page = new URL("../../docs/topics.md", import.meta.url);
const begin = "<!-- topics: written by npm run topics -- table -->";
const end = "<!-- end of topics -->";

/** docs/topics.md with the table that follows from the declarations. */
export function pageWithTable(text: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/topics.md has lost its marks: ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${topicTable()}\n${text.slice(to)}`;
}

/** docs/topics.md as it stands. */
export function readTopicPage(): string {
  return readFileSync(page, "utf8");
}

/** Writes the table into docs/topics.md. */
export function writeTopicTable(): void {
  writeFileSync(page, pageWithTable(readTopicPage()));
}

function topicTable(): string {
  const rows = allTopics.map(
    (topic) =>
      `| \`${topic.name}\` | ${topic.key} | ${recordsOf(topic)} | ${topic.partitions} | ${keeps(topic.cleanup)} | ${topic.owner} | ${topic.why} |\n`,
  );
  return `| topic | key | records | partitions | keeps | written by | why |\n| --- | --- | --- | --- | --- | --- | --- |\n${rows.join("")}`;
}

function recordsOf({ schemas }: Declaration<Schemas>): string {
  return Object.keys(schemas).join(", ") || "private";
}

function keeps(cleanup: Cleanup): string {
  return cleanup.policy === "compact" ? "last of a key" : `${cleanup.retentionMs / 86_400_000} days`;
}

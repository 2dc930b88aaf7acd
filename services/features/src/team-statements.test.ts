import { type Availability, fixedSerdes, type NewsItem } from "@touchline/schemas";
import type { Schemas, Topic, TopicValue } from "@touchline/streams";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import { teamAvailability, teamNews } from "@touchline/topics";
import { afterEach, expect, it } from "vitest";
import { match, said, story, zaha } from "./statements.fixture.ts";
import { TeamStatements } from "./team-statements.ts";

const team = match.fixture.home.id;
const opened: TeamStatements[] = [];
afterEach(() => Promise.all(opened.splice(0).map((statements) => statements.close())));

async function opening() {
  const memory = new MemoryLog();
  const client = new MemoryClient(memory);
  const openSerde = fixedSerdes();
  for (const { name, partitions } of [teamAvailability, teamNews]) memory.createTopic(name, partitions);
  const append = async <S extends Schemas>(topic: Topic<S>, key: string, value: TopicValue<S>) => {
    const bytes = Buffer.from(key);
    const partition = client.partitionFor(bytes, topic.partitions);
    memory.append([{ topic: topic.name, partition, key: bytes, value: (await openSerde(topic)).encode(value) }]);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const passedOver: string[] = [];
  const open = async () => {
    const statements = await TeamStatements.open({
      client,
      openSerde,
      onFailure: (error) => expect.unreachable(error.message),
      onUndecodable: (_, { message }) => passedOver.push(message),
    });
    opened.push(statements);
    await statements.caughtUp();
    return statements;
  };
  const out = (value: Availability, key = team) => append(teamAvailability, key, { schema: "Availability", value });
  const news = (value: NewsItem) => append(teamNews, team, { schema: "NewsItem", value });
  return { open, out, news, passedOver };
}

it("what was said of a team is known, from before the start and after it, in every version", async () => {
  const { open, out, news } = await opening();
  await out(said(zaha, "OUT", 1, 48));
  const statements = await open();
  expect([statements.of(team).length, statements.versionOf(team)]).toEqual([1, 1]);
  await out(said(zaha, "AVAILABLE", 2, 24));
  await news(story("1", "Zaha fit again", 20));
  expect(statements.of(team).map(({ schema }) => schema)).toEqual(["Availability", "Availability", "NewsItem"]);
  expect([statements.versionOf(team), statements.versionOf("club:stoke"), statements.of("club:stoke")]).toEqual([
    3,
    0,
    [],
  ]);
});

it("the same said again is no news, and what cannot be is passed over", async () => {
  const { open, out, passedOver } = await opening();
  const statements = await open();
  const value = said(zaha, "OUT", 1, 48);
  await out(value);
  await out(value);
  await out(value, "club:stoke");
  expect([statements.versionOf(team), statements.versionOf("club:stoke")]).toEqual([1, 0]);
  expect(passedOver).toEqual([expect.stringContaining("KEY_MISMATCH")]);
});

it("says how far each topic has been read", async () => {
  const { open, out } = await opening();
  const statements = await open();
  await out(said(zaha, "OUT", 1, 48));
  const { "team.availability": availability = [], "team.news": news } = statements.readTo();
  expect([...availability].sort()).toEqual([0, 0, 0, 0, 0, 1]);
  expect(news).toEqual([0, 0, 0, 0, 0, 0]);
});

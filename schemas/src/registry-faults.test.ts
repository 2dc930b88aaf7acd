import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openRegistry } from "./registry.ts";

// A registry that fails in ways that a real one does not when asked; docs/kafkajs-defects.md tells which defects these are about.

const topic = {
  name: "t",
  partitions: 1,
  schemas: { A: { name: "A", definition: '{"type":"record","name":"A","fields":[]}' } },
};
const json = { "content-type": "application/json" };
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Says what subjects there are, and answers look-ups as told, one after another; the last goes for the rest too. */
async function registry(...answers: ((response: ServerResponse) => void)[]): Promise<string> {
  const server = createServer(({ url }, response) => {
    if (url === "/subjects") response.writeHead(200, json).end("[]");
    else ((answers.length > 1 ? answers.shift() : answers[0]) ?? (() => {}))(response);
  });
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const found = (response: ServerResponse) => void response.writeHead(200, json).end('{"id":1}');
const unusable: Record<string, (response: ServerResponse) => void> = {
  "fails and has nothing to say": (response) => response.writeHead(500, json).end("null"),
  "breaks off in the middle of its answer": (response) => {
    response.writeHead(200, { ...json, "content-length": "100" }).write('{"id":');
    setTimeout(() => response.destroy(), 10);
  },
  "answers with a page": (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
  "answers with nothing": (response) => response.writeHead(200, json).end("null"),
};

describe.each(Object.entries(unusable))("a registry that %s", (_, fault) => {
  const failure = { code: "SCHEMA_LOOKUP_FAILED", retriable: true };

  it("is out of reach to whoever opens a topic, and may be asked again", async () => {
    const { openSerde } = await openRegistry(await registry(fault, fault, fault, fault, found));
    await expect(openSerde(topic)).rejects.toMatchObject(failure);
    await expect.poll(() => openSerde(topic).then(() => "open", String), { timeout: 10_000 }).toBe("open");
  });

  it("says nothing about a record whose schema it does not give, which may be asked for again", async () => {
    const { openSerde } = await openRegistry(await registry(found, fault));
    const serde = await openSerde(topic);
    const record = Buffer.from([0, 0, 0, 0, 7]);
    await expect(serde.learn(record)).rejects.toMatchObject(failure);
    await expect(serde.learn(record)).rejects.toMatchObject(failure);
  });
});

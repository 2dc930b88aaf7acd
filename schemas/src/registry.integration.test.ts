import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalRegistry, startRegistry } from "@touchline/local";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evolutionCases } from "./evolution-cases.ts";
import { schemas, subjectOf } from "./index.ts";
import { openRegistry, type Registry } from "./registry.ts";
import { samplePrediction } from "./sample-prediction.ts";

let folder: string;
let local: LocalRegistry;
let registry: Registry;
const lookUps: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-registry-"));
  local = await startRegistry({ folder });
  registry = await openRegistry(local.url, { log: (message) => lookUps.push(message) });
});
afterAll(async () => {
  await local?.stop();
  await rm(folder, { recursive: true, force: true });
});

const topic = { name: "match.predictions", partitions: 1, schemas: { Prediction: schemas.Prediction } };
const subject = subjectOf(topic.name, schemas.Prediction);

describe("a serde of the registry", () => {
  it("is not opened before the topic's schemas were applied, and registers nothing itself", async () => {
    await expect(registry.openSerde(topic)).rejects.toMatchObject({
      code: "SCHEMA_NOT_REGISTERED",
      message: expect.stringMatching(/match\.predictions-touchline\.Prediction: run npm run topics -- apply/),
    });
    expect(await registry.admin.subjects()).toEqual([]);
  });

  it("writes the id that the registry gave, and asks for it once", async () => {
    const id = await registry.admin.register(subject, schemas.Prediction.definition);
    lookUps.length = 0;
    const [serde, again] = await Promise.all([registry.openSerde(topic), registry.openSerde(topic)]);
    expect(again).toBe(serde);
    expect(lookUps).toEqual([`looking up the id of ${subject}`]);
    const bytes = serde.encode({ schema: "Prediction", value: samplePrediction });
    expect(bytes.readInt32BE(1)).toBe(id);
    expect(serde.learn(bytes)).toBeUndefined();
    expect(serde.decode(bytes)).toEqual({ schema: "Prediction", value: samplePrediction });
  });

  it("reads what a program with a later version wrote", async () => {
    const definition = JSON.parse(schemas.Prediction.definition);
    const fields = [{ name: "mood", type: ["null", "string"], default: null }, ...definition.fields];
    const later = { name: "Prediction", definition: JSON.stringify({ ...definition, fields }) };
    await registry.admin.register(subject, later.definition);
    const writer = await registry.openSerde({ ...topic, schemas: { Prediction: later as typeof schemas.Prediction } });
    const bytes = writer.encode({ schema: "Prediction", value: samplePrediction });
    const reader = await registry.openSerde(topic);
    lookUps.length = 0;
    await Promise.all([reader.learn(bytes), reader.learn(bytes)]);
    expect(lookUps).toHaveLength(1);
    expect(reader.decode(bytes)).toStrictEqual({ schema: "Prediction", value: samplePrediction });
  });

  it("says of a value of an id that the registry does not know that its schema is unknown", async () => {
    const serde = await registry.openSerde(topic);
    const bytes = serde.encode({ schema: "Prediction", value: samplePrediction });
    bytes.writeInt32BE(123_456, 1);
    await serde.learn(bytes);
    expect(() => serde.decode(bytes)).toThrow(expect.objectContaining({ code: "SCHEMA_UNKNOWN" }));
  });
});

describe("the registry's verdict", () => {
  it.each(evolutionCases.map((c, index) => ({ ...c, index })))(
    "on $change is ours",
    async ({ versions, next, breaks, index }) => {
      const { admin } = registry;
      const name = `evolution-${index}`;
      for (const version of versions) await admin.register(name, JSON.stringify(version));
      await admin.setCompatibility(name, "FULL_TRANSITIVE");
      expect(await admin.compatibility(name)).toBe("FULL_TRANSITIVE");
      const { compatible } = await admin.compatible(name, JSON.stringify(next));
      expect(compatible).toBe(breaks === undefined);
      if (!compatible) {
        await expect(admin.register(name, JSON.stringify(next))).rejects.toMatchObject({ code: "SCHEMA_INCOMPATIBLE" });
      }
    },
  );
});

describe("a registry that does not answer as one", () => {
  it("is said to be out of reach, by its address", async () => {
    await expect(openRegistry("http://127.0.0.1:9/registry")).rejects.toMatchObject({
      code: "SCHEMA_LOOKUP_FAILED",
      retriable: true,
      message: expect.stringContaining("127.0.0.1:9/registry"),
    });
    const root = new URL("/", local.url).href;
    await expect(openRegistry(root)).rejects.toMatchObject({
      code: "SCHEMA_LOOKUP_FAILED",
      message: expect.stringContaining("see that it runs and that SCHEMA_REGISTRY_URL"),
    });
  });

  it("makes a look-up fail so that it can be tried again, and the next one succeed", async () => {
    let down = false;
    const proxy = createServer(async (request, response) => {
      if (down) return void response.writeHead(503).end("{}");
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const answer = await fetch(new URL(request.url ?? "", local.url), {
        method: request.method ?? "GET",
        ...(chunks.length ? { body: Buffer.concat(chunks), headers: { "content-type": "application/json" } } : {}),
      });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = proxy.address() as AddressInfo;
      const behind = await openRegistry(`http://127.0.0.1:${port}/apis/ccompat/v7`);
      const serde = await behind.openSerde(topic);
      const bytes = serde.encode({ schema: "Prediction", value: samplePrediction });
      bytes.writeInt32BE((await registry.admin.versions(subject)).at(-1)?.id ?? 0, 1);
      down = true;
      await expect(serde.learn(bytes)).rejects.toMatchObject({ code: "SCHEMA_LOOKUP_FAILED", retriable: true });
      down = false;
      await expect(serde.learn(bytes)).resolves.toBeUndefined();
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});

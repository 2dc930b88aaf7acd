import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, expect, test } from "vitest";
import { findJava } from "./java.ts";
import { type LocalKafka, startKafka } from "./kafka.ts";
import { stopAll } from "./supervised.ts";

const base = mkdtempSync(join(tmpdir(), "touchline-kafka-"));
const folderOf = (name: string) => join(base, name);
afterEach(stopAll);
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Whether something accepts connections there. */
async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function goneWithin(port: number, ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await sleep(100))
    if (!(await accepts(port))) return true;
  return false;
}

test("a broker that was killed comes back on the same port and folder", async () => {
  const first = await startKafka({ folder: folderOf("restart") });
  await first.kill();
  expect(await accepts(first.port)).toBe(false);
  const second: LocalKafka = await startKafka({ folder: folderOf("restart"), port: first.port });
  expect(second.brokers).toBe(first.brokers);
  expect(await accepts(second.port)).toBe(true);
  await second.stop();
  expect(await accepts(second.port)).toBe(false);
});

test("the broker goes when the process that started it is killed", async () => {
  const fixture = resolve(import.meta.dirname, "kafka.fixture.ts");
  const parent = spawn(process.execPath, [fixture, folderOf("orphan")], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
  const port = Number(line.split(" ")[1]);
  expect(await accepts(port)).toBe(true);
  parent.kill("SIGKILL");
  expect(await goneWithin(port, 15_000)).toBe(true);
});

test("a port that is taken is named, and nothing is started", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(startKafka({ folder: folderOf("taken"), port })).rejects.toMatchObject({
    code: "PORT_TAKEN",
    message: expect.stringContaining(String(port)),
  });
  other.close();
});

test("a second broker on the same folder is refused with a sentence", async () => {
  await startKafka({ folder: folderOf("shared") });
  await expect(startKafka({ folder: folderOf("shared") })).rejects.toMatchObject({ code: "FOLDER_IN_USE" });
});

test("a machine without Java is told what to install", async () => {
  await expect(findJava({ PATH: "/nowhere" })).rejects.toMatchObject({
    code: "JAVA_MISSING",
    message: expect.stringMatching(/install Java 17/),
  });
});

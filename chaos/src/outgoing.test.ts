import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchRequests } from "./outgoing.ts";

const told: string[] = [];
watchRequests((request, when) => told.push(`${when} ${request}`));

const server = createServer((peer) => peer.resume());
let socket: Socket;

beforeEach(async () => {
  told.length = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  await once(socket, "connect");
});

afterEach(async () => {
  socket.destroy();
  server.close();
  await once(server, "close");
});

/** Size, number, and so many bytes more. */
function request(number: number, more: number): Buffer {
  const bytes = Buffer.alloc(6 + more, 0xff);
  bytes.writeInt32BE(2 + more);
  bytes.writeInt16BE(number, 4);
  return bytes;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a request is told of before and after it goes", async () => {
  socket.write(request(26, 20));
  expect(told).toEqual(["before 26"]);
  await turn();
  expect(told).toEqual(["before 26", "after 26"]);
});

test("one in pieces is one, and is over with the last", async () => {
  const whole = request(0, 100);
  socket.write(whole.subarray(0, 30));
  await turn();
  socket.write(whole.subarray(30, 60));
  await turn();
  expect(told).toEqual(["before 0"]);
  socket.write(whole.subarray(60));
  await turn();
  expect(told).toEqual(["before 0", "after 0"]);
});

test("several in one write are told apart", async () => {
  socket.write(Buffer.concat([request(24, 3), request(0, 50), request(26, 0)]));
  await turn();
  expect(told.filter((each) => each.startsWith("before"))).toEqual(["before 24", "before 0", "before 26"]);
  expect(told.filter((each) => each.startsWith("after"))).toEqual(["after 24", "after 0", "after 26"]);
});

test("what a client corks is over when it has left", async () => {
  socket.cork();
  process.nextTick(() => socket.uncork());
  socket.write(request(0, 10));
  socket.write(request(26, 10));
  const before = socket.bytesWritten;
  await turn();
  expect(told).toEqual(["before 0", "before 26", "after 0", "after 26"]);
  expect(socket.bytesWritten).toBeGreaterThanOrEqual(before);
  expect(socket.writableLength).toBe(0);
});

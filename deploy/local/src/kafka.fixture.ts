/** A parent for the tests: starts Kafka on the folder it is given, says its process group, and waits to be killed. */
import { startKafka } from "./kafka.ts";

const kafka = await startKafka({ folder: process.argv[2] ?? "" });
console.log(`${kafka.pid} ${kafka.port}`);
setInterval(() => {}, 1_000);

/** A parent for the tests: starts what its arguments name under supervision, says its pid, and waits to be killed. */
import { supervise } from "./supervised.ts";

const [logFile = "", command = "", ...args] = process.argv.slice(2);
console.log(supervise({ command, args, logFile, graceMs: 1_000 }).pid);
setInterval(() => {}, 1_000);

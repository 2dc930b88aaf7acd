import { parentPort, workerData } from "node:worker_threads";
import { readTeams } from "@touchline/results";
import { knownResults } from "./known-results.ts";
import { TableRows } from "./table-rows.ts";
import { aheadMax, rowsAtOnce, type TablePart, type TableShare } from "./table-share.ts";

// One of the threads that write the training table: it reads and folds all results, and makes the rows of its share.

const { files, share, shares } = workerData as TableShare;
const port = parentPort;
if (port === null) throw new Error("this is a worker thread: training-table.ts starts it");

let ahead = 0;
let wake = () => {};
port.on("message", () => {
  ahead--;
  wake();
});

const known = knownResults(files, readTeams());
const rows = new TableRows(known);
const { user, system } = process.threadCpuUsage();
say({ matches: rows.count, refused: known.refused, foldCpuSeconds: (user + system) / 1e6 });
for (let from = share * rowsAtOnce; from < rows.count; from += shares * rowsAtOnce) {
  while (ahead >= aheadMax) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  ahead++;
  const bytes = rows.bytes(from, from + rowsAtOnce);
  say({ rows: bytes }, [bytes.buffer]);
}
port.close();

function say(part: TablePart, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(part, transfer);
}

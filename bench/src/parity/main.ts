import { parseArgs } from "node:util";
import { shippedClubs } from "@touchline/prematch/testing";
import { readReference } from "./penaltyblog.ts";
import { ratingsMaxDifference } from "./ratings.ts";

const usage = `Usage: npm run --silent parity -- [options]

Compares our ratings with penaltyblog's on the shipped club matches: the largest difference of Elo, pi-ratings and the
time-decayed Poisson model's parameters. Ends with 1 where one is above 1e-6.

  --python FILE   a Python with bench/peers/penaltyblog/requirements.txt installed, which makes the reference now, in minutes;
                  without it the committed one is used
  --json          print one line of JSON
  --help          print this
`;

const tolerance = 1e-6;

const { values } = parseArgs({
  options: { python: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
});
if (values.help) process.stdout.write(usage);
else {
  const report = { ratingsMaxDifference: ratingsMaxDifference(readReference(values.python), shippedClubs()) };
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
  process.exitCode = Object.values(report.ratingsMaxDifference).every((each) => each <= tolerance) ? 0 : 1;
}

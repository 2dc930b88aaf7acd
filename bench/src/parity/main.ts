import { parseArgs } from "node:util";
import { shippedClubs } from "@touchline/prematch/testing";
import { liveSeason } from "./live-season.ts";
import { readReference } from "./penaltyblog.ts";
import { ratingsMaxDifference } from "./ratings.ts";
import { seasonOf } from "./season.ts";
import { shippedResults } from "./shipped-results.ts";
import { differingMatches } from "./vectors.ts";

const usage = `Usage: npm run --silent parity -- [options]

Lives through the last matches of the shipped results with a broker and the features service as they are, some results late and
some corrected, some matches with prices, and compares what was published of each match before its kick-off with what all results give at once, bit for
bit. Then compares our ratings with penaltyblog's on the shipped club matches: the largest difference of Elo, pi-ratings and the
time-decayed Poisson model's parameters. Ends with 1 where a vector differs at all, or a rating by more than 1e-6.

  --matches 10000 how many matches are lived through; 0 leaves that out
  --python FILE   a Python with bench/peers/penaltyblog/requirements.txt installed, which makes the reference now, in minutes;
                  without it the committed one is used
  --json          print one line of JSON
  --help          print this
`;

const tolerance = 1e-6;

const { values } = parseArgs({
  options: {
    matches: { type: "string", default: "10000" },
    python: { type: "string" },
    json: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const matches = Number(values.matches);
if (values.help) process.stdout.write(usage);
else if (!Number.isInteger(matches) || matches < 0) {
  process.stderr.write("--matches takes a whole number from 0 up\n");
  process.exitCode = 64;
} else {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const differences = matches === 0 ? 0 : await differencesOnline(matches, say);
  const ratings = ratingsMaxDifference(readReference(values.python), shippedClubs());
  const report = { matches, differences, ratingsMaxDifference: ratings };
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
  const isEqual = differences === 0 && Object.values(ratings).every((each) => each <= tolerance);
  process.exitCode = isEqual ? 0 : 1;
}

async function differencesOnline(matches: number, say: (text: string) => void): Promise<number> {
  const season = seasonOf(shippedResults(), matches);
  const published = await liveSeason(season, say);
  say("the same from all results at once");
  return differingMatches(season, published, say);
}

import { readFileSync } from "node:fs";
import {
  ensembleNone,
  type InPlayParameters,
  inPlayParameters,
  type NetworkWeights,
  type SequenceArtefact,
  SequenceNetwork,
  sequenceArtefact,
} from "@touchline/models";
import { readTeams } from "@touchline/results";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { knownResults } from "../features/known-results.ts";
import { readOptions } from "../options.ts";
import { judgedMatch } from "./judged.ts";
import { knownBefore } from "./known-before.ts";
import { reportOf } from "./report.ts";
import { readTimelines } from "./timelines.ts";

const options = {
  timelines: { about: "files of recorded matches, one a line", placeholder: "FILE...", list: true },
  prior: {
    about: "where the model starts from: odds, or model for no odds at all",
    placeholder: "FROM",
    default: "odds",
  },
  history: {
    about: "files of results, for odds that timelines lack and for --prior model",
    placeholder: "FILE...",
    list: true,
  },
  weights: {
    about: "coefficients that npm run train:inplay wrote; those that are shipped if left out",
    placeholder: "FILE",
  },
  challenger: {
    about:
      "judges a network on the run of play on the same matches: what npm run train:inplay -- --challenger wrote, or the one that is shipped",
    placeholder: "FILE|shipped",
  },
  from: { about: "first day to judge, YYYY-MM-DD", placeholder: "DAY", default: "" },
  until: { about: "last day to judge", placeholder: "DAY", default: "9999" },
  json: { about: "prints one line of JSON" },
} as const;

export const evaluateInPlay: Command = {
  name: "evaluate:inplay",
  about: "Re-scores recorded matches at nine moments of each and judges the chances beside floors on the same matches.",
  usage: "--timelines FILE... --prior odds|model [--history FILE...] [options]",
  options,
  notes:
    "Moments: 0, 15, 30, half-time, 60, 70, 75, 80, 85 minutes; figures are means over them. Floors: frozen (as before kick-off), average (rates of an average match, score, time), odds (rates that odds imply, score, time), oddsAndReds (the same with men sent off, × 1.51 and × 0.61). Intervals are of 95 %, by a bootstrap of matches. Odds are a timeline's own, or of the row of --history that it names.",
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    if (values.prior !== "odds" && values.prior !== "model") {
      throw new CliError("OPTION_INVALID", `--prior ${values.prior}: expected odds or model.`);
    }
    if (rest.length > 0) throw new CliError("OPTION_INVALID", `${rest[0]}: say --timelines or --history before it.`);
    if (values.timelines.length === 0) throw new CliError("OPTION_INVALID", "Say what to judge: --timelines FILE...");
    const model = values.weights === undefined ? inPlayParameters : read<InPlayParameters>("weights", values.weights);
    const network = values.challenger === undefined ? null : networkOf(values.challenger);
    const contenders = { model, challenger: network && { ...model, sequence: new SequenceNetwork(network) } };
    const { matches, passedOver } = readTimelines(values.timelines);
    const wanted = matches.filter(({ date }) => date >= values.from && date <= values.until);
    const teams = readTeams();
    const isModel = values.prior === "model";
    const past = isModel || values.history.length > 0 ? knownResults(values.history, teams) : null;
    const known = knownBefore(wanted, past, isModel ? ensembleNone : null, teams);
    const someOdds = known.some(({ byOdds }) => byOdds !== null);
    const judged = known.flatMap(({ match, byOdds, byModel }) => {
      const belief = isModel ? byModel : byOdds;
      // floors are of the same matches: where some have odds, the others are left out
      if (belief === null || (someOdds && byOdds === null)) return [];
      return [judgedMatch(contenders, match, belief, byOdds)];
    });
    if (judged.length === 0) throw new CliError("OPTION_INVALID", missing(isModel, known.length));
    const lacking = {
      [isModel && !someOdds ? "not in --history" : "no odds, of its own or in --history"]: known.length - judged.length,
    };
    const report = { prior: values.prior, passedOver: { ...passedOver, ...lacking }, ...reportOf(judged) };
    process.stdout.write(`${values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2)}\n`);
    return 0;
  },
};

function missing(isModel: boolean, matches: number): string {
  const what = isModel
    ? "a result in --history by the names that data/team_aliases.csv knows"
    : "odds, neither in its line nor in a row of --history that its `fd` names";
  return `None of ${matches} matches has ${what}.`;
}

function networkOf(from: string): NetworkWeights {
  return (from === "shipped" ? sequenceArtefact : read<SequenceArtefact>("challenger", from)).network;
}

function read<T>(option: string, file: string): T {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new CliError("OPTION_INVALID", `--${option} ${file}: ${(error as Error).message}`);
  }
}

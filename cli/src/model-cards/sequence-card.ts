import { createHash } from "node:crypto";
import { type SequenceArtefact, sequenceInputs } from "@touchline/models";
import type { MeanWithInterval } from "@touchline/scoring";
import { count, fixed } from "../evaluate/page/markup.ts";

/** What `bench/results/challenger.json` holds of a network on the run of play. */
export interface JudgedSequence {
  readonly about: string;
  readonly commands: readonly string[];
  readonly matches: number;
  readonly model: Scores;
  readonly challenger: Scores;
  readonly challengerMinusModel: MeanWithInterval;
}

type Scores = Readonly<Record<"logLoss" | "rps" | "ece" | "accuracy", number>>;

/** The card of a network on the run of play, as Markdown; `bytes`: the artefact's file. */
export function sequenceCard(
  { model, trained, network }: SequenceArtefact,
  bytes: Buffer,
  judged: JudgedSequence,
): string {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { low, high, value } = judged.challengerMinusModel;
  const row = (name: string, { logLoss, rps, ece, accuracy }: Scores) =>
    `| ${name} | ${fixed(logLoss, 5)} | ${fixed(rps, 5)} | ${fixed(ece, 4)} | ${fixed(100 * accuracy, 1)} % |`;
  return `# ${model}

A network that corrects the rates of goals in play by the run of play, on top of the model that is live. Made by \`npm run generate\` from the artefact and its evaluation;
[models-in-play.md](../models-in-play.md#the-challenger) tells how it works.

| | |
| --- | --- |
| learnt from | ${count(trained.matches)} matches until ${trained.until}, ${count(trained.moments)} moments of them; the last ${count(trained.validated)} matches said when to stop |
| goals expected before | ${trained.prior} |
| sees | ${sequenceInputs.join(", ")} |
| units | ${network.layers[0]?.biases.length ?? 0}, of ${trained.seeds.length} networks |
| data | SHA-256 \`${trained.dataHash}\` |
| artefact | ${fixed(bytes.length / 1_000, 0)} kB, SHA-256 \`${sha256}\` |

## Intended use
To be asked beside the live model, unseen, until it has beaten it.

## Figures
${judged.about} ${count(judged.matches)} matches, means over nine moments of each, 1X2.

| | log-loss | RPS | ECE | accuracy |
| --- | --- | --- | --- | --- |
${row("live", judged.model)}
${row(`**${model}**`, judged.challenger)}

Difference of log-loss ${signed(value)}, 95 % from ${signed(low)} to ${signed(high)}: it ${high < 0 ? "is better" : low > 0 ? "is worse" : "has not won, and has not lost"}.

\`\`\`
${judged.commands.join("\n")}
\`\`\`

Of what ships, mean loss a moment on the matches that said when to stop:

| seed | epoch | without | with |
| --- | --- | --- | --- |
${trained.seeds.map(({ seed, before, kept }) => `| ${seed} | ${kept.epoch} | ${fixed(before.validation, 5)} | ${fixed(kept.validation, 5)} |`).join("\n")}

## Limits
- Of a feed that tells no shots, or whose shots nothing was learnt from, it says nothing: the live model's rates stand.
- What the live model does not know, it does not know either: who plays, yellow cards, the weather.
`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${fixed(Math.abs(value), 5)}`;
}

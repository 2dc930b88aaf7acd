import { asOfRules, type Feature } from "./feature.ts";
import { groups, manifestVersion, vectorLength } from "./manifest.ts";
import { manifestHash, parameters } from "./manifest-hash.ts";

/** docs/features.md: the manifest for people to read. */
export function featuresPage(): string {
  const inputs = Object.entries(asOfRules).map(([input, rule]) => `| \`${input}\` | ${rule} |`);
  return `<!-- Written by \`npm run generate\` from the manifest in packages/prematch; do not edit. -->
# Features

What is known of a match before it is played: ${vectorLength} numbers in ${groups.length} groups, in this order. A vector says which manifest it
goes by: version ${manifestVersion}, hash \`${manifestHash}\`.

The hash is SHA-256 over the rows below and the parameters at the end. Every value is a finite number within its range.
What is unknown has the value that its formula tells.

## As of when

| input | rule |
| --- | --- |
${inputs.join("\n")}

A result that comes late, is corrected or taken back changes the vectors of later matches only; these are then as if it had
always been known so.
${groups.map(({ name, about, features }) => section(name, about, features)).join("")}
## Parameters

\`\`\`json
${JSON.stringify(parameters, null, 2)}
\`\`\`
`;
}

function section(name: string, about: string, features: readonly Feature[]): string {
  return `
## ${name}

${about}

| name | formula | unit | range | inputs | since |
| --- | --- | --- | --- | --- | --- |
${features.map(row).join("\n")}
`;
}

function row({ name, formula, unit, range: [least, most], inputs, since }: Feature): string {
  const range = `${least === null ? "any" : least} to ${most === null ? "any" : most}`;
  const cells = [`\`${name}\``, formula, unit, range, inputs.map((input) => `\`${input}\``).join(", "), String(since)];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

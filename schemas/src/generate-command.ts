import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { inline, readDefinitions, roots } from "./definitions.ts";
import { SchemaError } from "./error.ts";
import { generate } from "./generate.ts";
import { isPublished, publish } from "./published.ts";

const help = `npm run generate [-- --check | --publish]

Writes schemas/src/generated/records.ts (types and schemas) from schemas/avro/, and docs/features.md from the manifest
of the features.

  --check     writes nothing; exit 1 and the names of the files that are stale
  --publish   also adds each changed record to schemas/published/ as its next version,
              or says why programs and records of an earlier version forbid it
`;

const generatedFile = new URL("./generated/records.ts", import.meta.url);

/** `npm run generate`; resolves to the exit code: 0 done, 1 stale or refused, 2 wrong arguments. */
export async function generateCommand(args: readonly string[]): Promise<number> {
  let options: { check?: boolean | undefined; publish?: boolean | undefined; help?: boolean | undefined };
  try {
    const known = { check: { type: "boolean" }, publish: { type: "boolean" }, help: { type: "boolean" } } as const;
    options = parseArgs({ args: [...args], options: known }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const stale = staleFiles();
  if (options.check) {
    for (const file of stale) console.error(`${file.path} is stale: run npm run generate${file.flag}`);
    return stale.length === 0 ? 0 : 1;
  }
  writeFileSync(generatedFile, generate(readDefinitions()));
  console.log(`schemas/src/generated/records.ts ${stale.some((f) => f.flag === "") ? "written" : "was up to date"}`);
  return options.publish ? publishAll() : 0;
}

/** Files that do not follow from the definitions, each with what `npm run generate` needs to mend it. */
export function staleFiles(): readonly { readonly path: string; readonly flag: "" | " -- --publish" }[] {
  const definitions = readDefinitions();
  const current = existsSync(generatedFile) ? readFileSync(generatedFile, "utf8") : "";
  const unpublished = roots(definitions).filter(
    (record) => !isPublished(record, JSON.stringify(inline(record, definitions))),
  );
  return [
    ...(current === generate(definitions) ? [] : [{ path: "schemas/src/generated/records.ts", flag: "" as const }]),
    ...unpublished.map((record) => ({ path: `schemas/published/${record}/`, flag: " -- --publish" as const })),
  ];
}

function publishAll(): number {
  const definitions = readDefinitions();
  let refused = false;
  for (const record of roots(definitions)) {
    try {
      const version = publish(record, JSON.stringify(inline(record, definitions)));
      if (version !== undefined) console.log(`schemas/published/${record}/${version}.avsc written`);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      console.error(error.message);
      refused = true;
    }
  }
  return refused ? 1 : 0;
}

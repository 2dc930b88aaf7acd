import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@touchline/local";
import { type PreMatchArtefact, sequenceArtefact } from "@touchline/models";
import { modelCard } from "./card.ts";
import { type JudgedSequence, sequenceCard } from "./sequence-card.ts";

const artefacts = join(root, "packages/models/src/artefacts");

/** Cards of what ships, by their file in docs/. Figures of ensembles come from `bench/results/evaluate-<odds>.json`, where there are any. */
export function modelCardPages(): ReadonlyMap<string, string> {
  const files = readdirSync(artefacts).filter((name) => /^ensemble-\w+-\d+\.json$/.test(name));
  const ensembles = new Map(
    files.map((name) => {
      const bytes = readFileSync(join(artefacts, name));
      const artefact: PreMatchArtefact = JSON.parse(bytes.toString("utf8"));
      const results = join(root, `bench/results/evaluate-${artefact.odds}.json`);
      const card = modelCard({
        artefact,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        bytes: bytes.length,
        evaluated: existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : null,
      });
      return [`model-cards/${artefact.model}.md`, card];
    }),
  );
  return ensembles.set(`model-cards/${sequenceArtefact.model}.md`, sequencePage());
}

function sequencePage(): string {
  const judged: JudgedSequence = JSON.parse(readFileSync(join(root, "bench/results/challenger.json"), "utf8"));
  return sequenceCard(sequenceArtefact, readFileSync(join(artefacts, `${sequenceArtefact.model}.json`)), judged);
}

import { decodeTrees, encodeTrees } from "@touchline/learning";
import type { VoteArtefact } from "./vote-artefact.ts";

/** A vote whose leaves are told in two bytes: what ships. One that is so already stays as it is. */
export function quantisedVote(vote: VoteArtefact): VoteArtefact {
  return { ...vote, boosting: inTwoBytes(vote.boosting), forest: inTwoBytes(vote.forest) };
}

function inTwoBytes(trees: string): string {
  const bytes = encodeTrees(decodeTrees(Buffer.from(trees, "base64")), { leaves: "int16" });
  return Buffer.from(bytes).toString("base64");
}
